/** Services of others, which know nothing of this project, subscribe to its events as its documents say. */
@NullMarked
package signup.acceptance.subscribing;

import org.jspecify.annotations.NullMarked;
