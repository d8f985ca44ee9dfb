/** Making and rotating keys: {@code ./signup keys}. */
@NullMarked
package signup.local.keys;

import org.jspecify.annotations.NullMarked;
