/** Bearer tokens, as the ingress and the operators' endpoints of the registration worker take them. */
@NullMarked
package signup.schemas.tokens;

import org.jspecify.annotations.NullMarked;
