/** The parts that a scenario needs, started as processes of their own, and what can be seen of them from outside. */
@NullMarked
package signup.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
