/**
 * Whether a worker's consumers work: a start that is tried until all that they need is there, and consumers that poll and
 * have their partitions. For services on Spring; subscribers do without.
 */
@NullMarked
package signup.schemas.consumers;

import org.jspecify.annotations.NullMarked;
