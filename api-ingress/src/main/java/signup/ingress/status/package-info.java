/** What became of a signup, for clients that no longer wait. */
@NullMarked
package signup.ingress.status;

import org.jspecify.annotations.NullMarked;
