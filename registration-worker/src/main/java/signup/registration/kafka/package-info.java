/** The way in and out: batches from Kafka, and what goes out in one transaction with their offsets. */
@NullMarked
package signup.registration.kafka;

import org.jspecify.annotations.NullMarked;
