/** A page that shows what runs and what was mailed, and the mailbox as JSON in Mailpit's shape. */
@NullMarked
package signup.local.console;

import org.jspecify.annotations.NullMarked;
