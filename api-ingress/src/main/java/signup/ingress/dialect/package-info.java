/** What a request dialect is: it reads requests into commands and writes outcomes as its documented answers. */
@NullMarked
package signup.ingress.dialect;

import org.jspecify.annotations.NullMarked;
