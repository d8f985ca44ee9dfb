/** Reading and writing JSON: strict about encoding and bounds, exact about the order of keys. */
@NullMarked
package signup.ingress.json;

import org.jspecify.annotations.NullMarked;
