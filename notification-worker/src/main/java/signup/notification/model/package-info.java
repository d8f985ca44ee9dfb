/** A mail that is owed, what may become of it, and when to try again: values and pure decisions. */
@NullMarked
package signup.notification.model;

import org.jspecify.annotations.NullMarked;
