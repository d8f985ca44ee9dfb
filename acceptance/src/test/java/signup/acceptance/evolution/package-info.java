/** This release beside the next one, as in a rolling upgrade. */
@NullMarked
package signup.acceptance.evolution;

import org.jspecify.annotations.NullMarked;
