/** Micro-benchmarks (JMH) of the steps that every signup takes. */
@NullMarked
package signup.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
