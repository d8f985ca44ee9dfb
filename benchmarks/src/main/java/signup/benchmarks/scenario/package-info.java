/** The scenarios, one class each. */
@NullMarked
package signup.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
