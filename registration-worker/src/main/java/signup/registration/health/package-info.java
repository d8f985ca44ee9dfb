/** Whether the worker works: consumers that poll, and a start that is complete. */
@NullMarked
package signup.registration.health;

import org.jspecify.annotations.NullMarked;
