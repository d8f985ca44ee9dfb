/** The bench: what it measures, how a scenario looks, and the command that runs them. */
@NullMarked
package signup.benchmarks;

import org.jspecify.annotations.NullMarked;
