/** What a signup is and how it is decided: pure, without time, ids, database or messages. */
@NullMarked
package signup.registration.model;

import org.jspecify.annotations.NullMarked;
