/** Deciding a batch of signups on the state of the world: load, decide, store. */
@NullMarked
package signup.registration.application;

import org.jspecify.annotations.NullMarked;
