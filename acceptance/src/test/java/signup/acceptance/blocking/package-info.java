/** That nothing blocks the event loop of a packaged ingress. */
@NullMarked
package signup.acceptance.blocking;

import org.jspecify.annotations.NullMarked;
