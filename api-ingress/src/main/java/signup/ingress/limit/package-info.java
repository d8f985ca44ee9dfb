/** How often callers may call: token buckets per caller, in memory that is bounded. */
@NullMarked
package signup.ingress.limit;

import org.jspecify.annotations.NullMarked;
