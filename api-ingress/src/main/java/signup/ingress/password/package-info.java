/** Password policies, and the sealing of passwords to the worker's public key. */
@NullMarked
package signup.ingress.password;

import org.jspecify.annotations.NullMarked;
