package signup.schemas.serde;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import signup.schemas.Topic;
import signup.schemas.TrustedClasses;

/**
 * Writes Avro records (generated or generic) in Confluent's wire format, with schemas from any Confluent-compatible
 * registry. It takes the settings of Confluent's {@code KafkaAvroSerializer}, which can replace it by name: among them
 * {@code schema.registry.url}, {@code auto.register.schemas} (default false here) and {@code use.latest.version}.
 * The subject is {@code <topic>-value}, or {@code <topic>-key} for keys.
 *
 * <p>The registry is asked once per topic and schema, and by {@link #warmUp} before the first record. Safe for many
 * threads; {@code null} is written as {@code null}.
 *
 * <p>Errors: {@link RegistryUnavailableException} (retry), {@link SchemaRefusedException} (the registry says no), and
 * {@link SerializationException} for a value that is no Avro record or lacks what its schema demands.
 */
public final class ConfluentAvroSerializer implements Serializer<Object> {

    private final ConcurrentMap<String, ConcurrentMap<Object, Encoding>> encodings = new ConcurrentHashMap<>();
    private @Nullable SerdeConfig config;
    private @Nullable SchemaRegistry registry;
    private boolean isKey;

    /** How records of one schema are written to one topic. */
    private record Encoding(byte[] prefix, DatumWriter<Object> writer) {}

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        TrustedClasses.trust();
        this.config = new SerdeConfig(settings);
        this.registry = SchemaRegistry.at(config.connection());
        this.isKey = isKey;
    }

    /**
     * Registers or looks up the schemas of these topics, so that no later call needs the registry for them. Topics
     * without a schema are passed over.
     *
     * @throws RegistryUnavailableException when the registry does not answer: call again
     * @throws SchemaRefusedException when it does not have or take one of the schemas
     */
    public void warmUp(Collection<Topic> topics) {
        for (Topic topic : topics) {
            Schema schema = topic.schema();
            if (schema != null) {
                encoding(
                        topic.name(),
                        GeneratedClasses.find(schema).<Object>map(type -> type).orElse(schema),
                        schema);
            }
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof GenericContainer record)) {
            throw new SerializationException("A " + value.getClass().getName() + " is no Avro record");
        }
        Schema schema = record.getSchema();
        Encoding encoding = encoding(topic, record instanceof SpecificRecord ? record.getClass() : schema, schema);
        try {
            return EncodingBuffer.encode(encoding.prefix(), encoding.writer(), value);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("A " + schema.getFullName() + " does not fit its schema", e);
        }
    }

    /** A generated class stands for its schema, because comparing classes is cheaper. */
    private Encoding encoding(String topic, Object type, Schema schema) {
        ConcurrentMap<Object, Encoding> ofTopic = encodings.get(topic);
        Encoding known = ofTopic == null ? null : ofTopic.get(type);
        if (known != null) {
            return known;
        }
        Encoding encoding = encodingFor(topic, type, schema);
        encodings.computeIfAbsent(topic, name -> new ConcurrentHashMap<>()).put(type, encoding);
        return encoding;
    }

    private Encoding encodingFor(String topic, Object type, Schema schema) {
        if (config == null || registry == null) {
            throw new IllegalStateException("configure was not called");
        }
        String subject = topic + (isKey ? "-key" : "-value");
        Schema published = PublishedSchema.of(schema);
        DatumWriter<Object> own = type instanceof Class<?> generated
                ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(generated))
                : new GenericDatumWriter<>(schema);
        try {
            if (config.registersSchemas()) {
                return new Encoding(WireFormat.prefix(registry.register(subject, published)), own);
            }
            if (config.writesLatestVersion()) {
                return latest(subject, published, own);
            }
            return new Encoding(WireFormat.prefix(registry.find(subject, published)), own);
        } catch (RegistryRefusal e) {
            throw refused(subject, schema, e);
        }
    }

    private Encoding latest(String subject, Schema published, DatumWriter<Object> own) throws RegistryRefusal {
        SchemaRegistry.Version latest = registry.latest(subject);
        if (latest.schema().equals(published)) {
            return new Encoding(WireFormat.prefix(latest.id()), own);
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(latest.schema(), published);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new SchemaRefusedException("The latest version of subject " + subject + " cannot read what "
                    + published.getFullName() + " writes: " + compatibility.getDescription());
        }
        return new Encoding(WireFormat.prefix(latest.id()), new LatestVersionWriter(own, published, latest.schema()));
    }

    private SchemaRefusedException refused(String subject, Schema schema, RegistryRefusal refusal) {
        String what = "the schema of " + schema.getFullName() + " under subject " + subject;
        String message;
        if (refusal.isNotFound()) {
            message = "The schema registry at " + registry + " does not have " + what + ": register it, or set "
                    + SerdeConfig.AUTO_REGISTER + "=true where a service may do so";
        } else if (refusal.isIncompatible()) {
            message = "The schema registry at " + registry + " refuses " + what
                    + " as incompatible with an earlier version";
        } else {
            message = "The schema registry at " + registry + " refuses " + what;
        }
        return new SchemaRefusedException(message + " (" + refusal.getMessage() + ")");
    }
}
