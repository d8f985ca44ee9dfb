/** The third dialect: Authentic's {@code POST /api/users/}. */
@NullMarked
package signup.ingress.dialect.authentic;

import org.jspecify.annotations.NullMarked;
