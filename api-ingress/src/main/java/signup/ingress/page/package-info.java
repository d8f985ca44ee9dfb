/** The hosted page {@code /signup}: a form for people, on the native dialect. */
@NullMarked
package signup.ingress.page;

import org.jspecify.annotations.NullMarked;
