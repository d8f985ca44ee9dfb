/** The registration worker: turns every accepted signup into exactly one user or one reasoned rejection. */
@NullMarked
package signup.registration;

import org.jspecify.annotations.NullMarked;
