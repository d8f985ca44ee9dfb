/** Digests, of whose algorithm every Java platform has an implementation. */
@NullMarked
package signup.ingress.digest;

import org.jspecify.annotations.NullMarked;
