/** Serving avatars that the registration worker has made. */
@NullMarked
package signup.ingress.avatar;

import org.jspecify.annotations.NullMarked;
