/** Publishing requests to Kafka and reading the replies to them. */
@NullMarked
package signup.ingress.kafka;

import org.jspecify.annotations.NullMarked;
