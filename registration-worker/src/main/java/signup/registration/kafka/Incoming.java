package signup.registration.kafka;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import signup.registration.model.Coordinates;

/** An event that came, with the record that brought it. */
public record Incoming<E extends SpecificRecord>(ConsumerRecord<byte[], byte[]> record, E event) {

    public Coordinates coordinates() {
        return new Coordinates(record.topic(), record.partition(), record.offset());
    }

    public Headers headers() {
        return record.headers();
    }

    /** When it was written to Kafka. */
    public Instant timestamp() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    @Override
    public String toString() {
        return "Incoming[" + coordinates() + "]";
    }
}
