/** The way between HTTP and the dialects: routes, bounded bodies, answers. */
@NullMarked
package signup.ingress.http;

import org.jspecify.annotations.NullMarked;
