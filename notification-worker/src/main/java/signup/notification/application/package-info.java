/** The work: record what is owed, send what is due, tell what became of it. */
@NullMarked
package signup.notification.application;

import org.jspecify.annotations.NullMarked;
