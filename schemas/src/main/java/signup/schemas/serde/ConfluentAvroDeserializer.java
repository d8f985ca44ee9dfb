package signup.schemas.serde;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import signup.schemas.Topic;
import signup.schemas.TrustedClasses;

/**
 * Reads Avro in Confluent's wire format, with schemas from any Confluent-compatible registry. It takes the settings of
 * Confluent's {@code KafkaAvroDeserializer}, which can replace it by name: among them {@code schema.registry.url} and
 * {@code specific.avro.reader}. With the latter, a record is resolved from its writer's schema into the generated class
 * of the same name, so that fields may have been added or removed since; otherwise it is a {@code GenericRecord} as
 * written.
 *
 * <p>The registry is asked once per schema id in the life of the process. Safe for many threads, and also for direct
 * use on bytes; {@code null} is read as {@code null}.
 *
 * <p>Errors: {@link RegistryUnavailableException} (retry), {@link UndecodableRecordException} (never).
 */
public final class ConfluentAvroDeserializer implements Deserializer<Object> {

    private final ConcurrentMap<Integer, DatumReader<Object>> readers = new ConcurrentHashMap<>();
    private @Nullable SerdeConfig config;
    private @Nullable SchemaRegistry registry;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        TrustedClasses.trust();
        this.config = new SerdeConfig(settings);
        this.registry = SchemaRegistry.at(config.connection());
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        int id = WireFormat.schemaId(data);
        DatumReader<Object> reader = readers.get(id);
        if (reader == null) {
            reader = reader(id);
            readers.put(id, reader);
        }
        return read(id, reader, data);
    }

    /**
     * As {@link #deserialize(String, byte[])}, for a caller that knows what it expects.
     *
     * @throws UndecodableRecordException also for a record of another kind, and for null
     */
    public <T extends SpecificRecord> T deserialize(String topic, byte @Nullable [] data, Class<T> type) {
        Object record = deserialize(topic, data);
        if (!type.isInstance(record)) {
            throw new UndecodableRecordException("Expected a " + type.getSimpleName() + ", not "
                    + (record == null ? "null" : record.getClass().getSimpleName()));
        }
        return type.cast(record);
    }

    /**
     * Learns what these topics' subjects have now, so that the first record needs no registry. A subject that is not there yet is
     * passed over.
     *
     * @throws RegistryUnavailableException when nobody answers: try again
     */
    public void warmUp(Collection<Topic> topics) {
        for (Topic topic : topics) {
            try {
                int id = registry().latest(topic.subject()).id();
                readers.computeIfAbsent(id, this::reader);
            } catch (RegistryRefusal e) {
                if (!e.isNotFound()) {
                    throw new RegistryUnavailableException(
                            "The schema registry refuses " + topic.name() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static Object read(int id, DatumReader<Object> reader, byte[] data) {
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(data, WireFormat.PREFIX_BYTES, data.length - WireFormat.PREFIX_BYTES, null);
        try {
            Object record = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return record;
            }
        } catch (IOException | RuntimeException e) {
            throw new UndecodableRecordException("The value is not Avro of schema " + id + " ("
                    + e.getClass().getSimpleName() + ")");
        }
        throw new UndecodableRecordException("The value is not Avro of schema " + id + " (bytes are left over)");
    }

    private DatumReader<Object> reader(int id) {
        Schema writer = registry().schema(id);
        if (config == null || !config.readsSpecificRecords()) {
            return new GenericDatumReader<>(writer);
        }
        Class<?> type = GeneratedClasses.find(writer)
                .orElseThrow(() -> new UndecodableRecordException(
                        "No generated class is on the class path for a record of type " + writer.getFullName()));
        return new SpecificDatumReader<>(writer, SpecificData.get().getSchema(type), SpecificData.getForClass(type));
    }

    private SchemaRegistry registry() {
        if (registry == null) {
            throw new IllegalStateException("configure was not called");
        }
        return registry;
    }
}
