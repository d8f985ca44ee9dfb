/**
 * The native dialect: {@code POST /signups} for web front ends that have no contract to keep. It tells nobody whether an
 * address has an account.
 */
@NullMarked
package signup.ingress.dialect.open;

import org.jspecify.annotations.NullMarked;
