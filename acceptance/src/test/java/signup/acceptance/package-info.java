/** What a client, a subscriber and a user see of the packaged pipeline, on real parts. */
@NullMarked
package signup.acceptance;

import org.jspecify.annotations.NullMarked;
