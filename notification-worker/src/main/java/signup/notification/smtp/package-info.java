/** Composes messages and hands them over to the mail server. */
@NullMarked
package signup.notification.smtp;

import org.jspecify.annotations.NullMarked;
