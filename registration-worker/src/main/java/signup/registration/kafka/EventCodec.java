package signup.registration.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import signup.schemas.serde.ConfiguredSerde;

/**
 * Events to bytes and back, by the serde that the configuration names. Safe for many threads as far as the serde is; ours
 * and Confluent's are.
 */
public final class EventCodec {

    private final Serializer<Object> serializer;
    private final Deserializer<?> deserializer;

    public EventCodec(Serializer<Object> serializer, Deserializer<?> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    byte[] encode(String topic, SpecificRecord event) {
        return serializer.serialize(topic, event);
    }

    /**
     * The batch's events with their records, in its order.
     *
     * @param undecodable takes the records that no retry can ever read
     * @throws RuntimeException when the registry could not be asked: retry
     */
    public <E extends SpecificRecord> List<Incoming<E>> decode(
            List<ConsumerRecord<byte[], byte[]>> batch,
            Class<E> type,
            Consumer<ConsumerRecord<byte[], byte[]>> undecodable) {
        List<Incoming<E>> events = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                events.add(new Incoming<>(record, decode(record, type)));
            } catch (UndecodableException e) {
                undecodable.accept(record);
            }
        }
        return events;
    }

    /**
     * The record's event.
     *
     * @throws UndecodableException when no retry can ever read it
     * @throws RuntimeException when the registry could not be asked: retry
     */
    public <E extends SpecificRecord> E decode(ConsumerRecord<byte[], byte[]> record, Class<E> type)
            throws UndecodableException {
        try {
            Object event = deserializer.deserialize(record.topic(), record.value());
            if (type.isInstance(event)) {
                return type.cast(event);
            }
            throw new UndecodableException(event == null ? "no value" : "another event type");
        } catch (SerializationException e) {
            if (ConfiguredSerde.isRetriable(e)) {
                throw e;
            }
            throw new UndecodableException("undecodable");
        }
    }
}
