/** Sends exactly the mails that users are owed. */
@NullMarked
package signup.notification;

import org.jspecify.annotations.NullMarked;
