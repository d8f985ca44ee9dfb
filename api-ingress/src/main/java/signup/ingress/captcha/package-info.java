/**
 * Captchas: drawn as SVG, their state sealed into the token, so that any instance can check them without a database.
 */
@NullMarked
package signup.ingress.captcha;

import org.jspecify.annotations.NullMarked;
