/** What the machine gives without this system: the limits that figures are set beside. */
@NullMarked
package signup.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
