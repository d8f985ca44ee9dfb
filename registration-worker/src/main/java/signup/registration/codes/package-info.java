/** Invite and promo codes for operators: issued, listed and taken back on the management port, and from a terminal. */
@NullMarked
package signup.registration.codes;

import org.jspecify.annotations.NullMarked;
