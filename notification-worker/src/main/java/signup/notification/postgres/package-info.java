/** The ledger of dispatches, which is also the queue. */
@NullMarked
package signup.notification.postgres;

import org.jspecify.annotations.NullMarked;
