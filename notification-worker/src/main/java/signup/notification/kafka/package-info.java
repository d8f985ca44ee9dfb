/** From and to Kafka: events that owe a mail, and the outcomes. */
@NullMarked
package signup.notification.kafka;

import org.jspecify.annotations.NullMarked;
