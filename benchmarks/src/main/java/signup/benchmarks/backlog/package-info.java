/** Signups written straight to Kafka, past the ingress, for workers to drain. */
@NullMarked
package signup.benchmarks.backlog;

import org.jspecify.annotations.NullMarked;
