/** The signed links that mails carry. */
@NullMarked
package signup.notification.link;

import org.jspecify.annotations.NullMarked;
