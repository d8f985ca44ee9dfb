/** Passwords on their way from the ingress, which seals them, to the registration worker, which alone can open them. */
@NullMarked
package signup.schemas.password;

import org.jspecify.annotations.NullMarked;
