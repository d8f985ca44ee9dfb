/** What a connection may take: how many there are, and how long they may be about a request. */
@NullMarked
package signup.ingress.connection;

import org.jspecify.annotations.NullMarked;
