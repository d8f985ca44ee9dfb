/** What the mails say, in their languages, as HTML and as text. */
@NullMarked
package signup.notification.template;

import org.jspecify.annotations.NullMarked;
