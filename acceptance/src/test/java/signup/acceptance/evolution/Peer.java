package signup.acceptance.evolution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import signup.schemas.serde.ConfluentAvroDeserializer;
import signup.schemas.serde.ConfluentAvroSerializer;

/**
 * What a service of the release in whose class path this class is loaded writes and reads, by that release's generated
 * classes and serde. Only types of Java itself go in and out: records are Avro of the release's own schema.
 */
public final class Peer {

    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();

    public Peer(Map<String, ?> settings) {
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
    }

    /** The schema of an event's generated class. */
    public String schema(String event) {
        return schemaOf(event).toString();
    }

    /** The record as it lies on the topic. */
    public byte[] write(String topic, String event, byte[] record) {
        try {
            Object generated = new SpecificDatumReader<>(
                            schemaOf(event), schemaOf(event), SpecificData.getForClass(type(event)))
                    .read(null, DecoderFactory.get().binaryDecoder(record, null));
            return serializer.serialize(topic, generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies on the topic as a record. */
    public byte[] read(String topic, byte[] bytes) {
        SpecificRecord generated = (SpecificRecord) deserializer.deserialize(topic, bytes);
        try (ByteArrayOutputStream record = new ByteArrayOutputStream()) {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(record, null);
            new SpecificDatumWriter<>(generated.getSchema(), SpecificData.getForClass(generated.getClass()))
                    .write(generated, encoder);
            encoder.flush();
            return record.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schemaOf(String event) {
        return SpecificData.get().getSchema(type(event));
    }

    private static Class<?> type(String event) {
        try {
            return Class.forName("signup.events." + event);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
