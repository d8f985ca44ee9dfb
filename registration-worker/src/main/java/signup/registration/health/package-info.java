/** What the worker needs before it works, and what its health is made of. */
@NullMarked
package signup.registration.health;

import org.jspecify.annotations.NullMarked;
