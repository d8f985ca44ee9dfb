/** Accepting a signup: publish it, keep the exchange open for the decision, and say what came of it. */
@NullMarked
package signup.ingress.acceptance;

import org.jspecify.annotations.NullMarked;
