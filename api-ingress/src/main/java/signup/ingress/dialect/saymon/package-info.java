/**
 * The fourth dialect: SAYMON's captcha, {@code POST /node/api/users/signup}, and the confirmation of a registration.
 */
@NullMarked
package signup.ingress.dialect.saymon;

import org.jspecify.annotations.NullMarked;
