/** The fault harness: signups under load, faults by a seeded plan, and then the accounts. */
@NullMarked
package signup.acceptance.faults;

import org.jspecify.annotations.NullMarked;
