/** What clients do to the installation, and what they remember of it. */
@NullMarked
package signup.acceptance.faults.load;

import org.jspecify.annotations.NullMarked;
