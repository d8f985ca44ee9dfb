/** HTTP load from one thread: pre-encoded requests over kept-alive connections, in a closed loop or at a fixed rate. */
@NullMarked
package signup.benchmarks.load;

import org.jspecify.annotations.NullMarked;
