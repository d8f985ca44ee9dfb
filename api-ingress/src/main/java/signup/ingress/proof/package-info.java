/** Proofs of work (ALTCHA): what a client computes so that signing up by the thousand costs something. */
@NullMarked
package signup.ingress.proof;

import org.jspecify.annotations.NullMarked;
