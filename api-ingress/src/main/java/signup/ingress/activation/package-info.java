/** Mailed links: their tokens, the pages that they open, and what pressing their button sets off. */
@NullMarked
package signup.ingress.activation;

import org.jspecify.annotations.NullMarked;
