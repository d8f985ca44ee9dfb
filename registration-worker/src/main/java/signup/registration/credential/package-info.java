/** Passwords: opened, hashed and stored, off the signup's way. */
@NullMarked
package signup.registration.credential;

import org.jspecify.annotations.NullMarked;
