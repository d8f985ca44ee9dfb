/** Requests that no client sends, for tests and benchmarks of the ingress: seeded, so that each can be sent again. */
@NullMarked
package signup.local.fuzz;

import org.jspecify.annotations.NullMarked;
