/** What a subscriber sees of the pipeline; with {@code signup.acceptance.faults}, what outlasts any fault. */
@NullMarked
package signup.acceptance;

import org.jspecify.annotations.NullMarked;
