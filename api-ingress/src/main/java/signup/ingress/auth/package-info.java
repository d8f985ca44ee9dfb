/** Who is calling: bearer tokens and HTTP Basic clients. */
@NullMarked
package signup.ingress.auth;

import org.jspecify.annotations.NullMarked;
