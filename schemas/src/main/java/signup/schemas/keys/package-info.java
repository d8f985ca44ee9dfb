/** Key files: one folder per purpose, one file per key, named by the key's id. */
@NullMarked
package signup.schemas.keys;

import org.jspecify.annotations.NullMarked;
