package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signup.events.MailPurpose;
import signup.events.MailRequested;

/** Writers and readers of different versions of one schema. */
class SchemaEvolutionTest {

    private static final String TOPIC = "mail.requested";
    private static final UUID ID = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final MailRequested EVENT =
            new MailRequested(ID, Instant.EPOCH, MailPurpose.CONFIRMATION, ID, "ada@example.org", "fr");

    private final LocalRegistry registry = new LocalRegistry();
    private final ConfluentAvroSerializer serializer = serializer(SerdeConfig.AUTO_REGISTER);
    private final ConfluentAvroDeserializer deserializer = deserializer(true);

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void fieldsThatTheReaderDoesNotKnowAreSkipped() throws JsonProcessingException {
        Schema newer = changed(fields -> fields.insertObject(0)
                .put("name", "nickname")
                .put("type", "string")
                .put("default", ""));

        byte[] bytes =
                serializer.serialize(TOPIC, record(newer).set("nickname", "Ace").build());

        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(EVENT);
    }

    @Test
    void fieldsThatTheWriterDidNotKnowHaveTheirDefaults() throws JsonProcessingException {
        Schema older = changed(fields -> fields.remove(4));

        byte[] bytes = serializer.serialize(TOPIC, record(older).build());

        assertThat(deserializer.deserialize(TOPIC, bytes))
                .isEqualTo(new MailRequested(ID, Instant.EPOCH, MailPurpose.CONFIRMATION, ID, null, "fr"));
    }

    @Test
    void symbolsThatTheReaderDoesNotKnowAreTheDefault() throws JsonProcessingException {
        Schema newer =
                changed(fields -> ((ArrayNode) fields.get(2).path("type").path("symbols")).insert(0, "BIRTHDAY"));
        GenericRecord record = record(newer).build();
        record.put(
                "purpose", new GenericData.EnumSymbol(newer.getField("purpose").schema(), "BIRTHDAY"));

        byte[] bytes = serializer.serialize(TOPIC, record);

        assertThat(deserializer.deserialize(TOPIC, bytes))
                .isEqualTo(new MailRequested(ID, Instant.EPOCH, MailPurpose.NONE, ID, "ada@example.org", "fr"));
    }

    @Test
    void aWriterThatCannotBeResolvedIsUndecodable() throws JsonProcessingException {
        Schema other = changed(fields -> fields.remove(5));

        byte[] bytes = serializer.serialize(TOPIC, record(other).build());

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes)).isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void theRegisteredSchemaHasNothingOfJavaInIt() {
        serializer.serialize(TOPIC, EVENT);

        assertThat(registry.latest(TOPIC + "-value"))
                .doesNotContain("avro.java.string")
                .contains("\"doc\"");
        assertThat(MailRequested.getClassSchema().toString()).contains("avro.java.string");
    }

    @Test
    void theLatestVersionIsWrittenWhereAsked() throws JsonProcessingException {
        Schema newer = changed(fields -> fields.insertObject(0)
                .put("name", "nickname")
                .put("type", "string")
                .put("default", "none"));
        registry.add(TOPIC + "-value", newer.toString());

        byte[] bytes = serializer(SerdeConfig.USE_LATEST).serialize(TOPIC, EVENT);

        GenericRecord written = (GenericRecord) deserializer(false).deserialize(TOPIC, bytes);
        assertThat(written.getSchema()).isEqualTo(newer);
        assertThat(written.get("nickname")).hasToString("none");
        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(EVENT);
    }

    @Test
    void theLatestVersionIsWrittenAsItIsWhenItIsTheRecordsOwn() {
        byte[] bytes = serializer.serialize(TOPIC, EVENT);

        assertThat(serializer(SerdeConfig.USE_LATEST).serialize(TOPIC, EVENT)).isEqualTo(bytes);
    }

    @Test
    void aLatestVersionThatCannotReadTheRecordIsRefused() throws JsonProcessingException {
        registry.add(
                TOPIC + "-value",
                changed(fields -> fields.insertObject(0).put("name", "nickname").put("type", "string"))
                        .toString());

        assertThatThrownBy(() -> serializer(SerdeConfig.USE_LATEST).serialize(TOPIC, EVENT))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageStartingWith("The latest version of subject mail.requested-value cannot read");
    }

    /** The event's schema with other fields; at 2 is purpose, at 4 email, at 5 locale. */
    private static Schema changed(Consumer<ArrayNode> change) throws JsonProcessingException {
        ObjectNode schema = (ObjectNode) new ObjectMapper()
                .readTree(PublishedSchema.of(MailRequested.getClassSchema()).toString());
        change.accept((ArrayNode) schema.path("fields"));
        return new Schema.Parser().parse(schema.toString());
    }

    private static GenericRecordBuilder record(Schema schema) {
        GenericRecordBuilder record = new GenericRecordBuilder(schema)
                .set("event_id", ID.toString())
                .set("occurred_at", 0L)
                .set(
                        "purpose",
                        new GenericData.EnumSymbol(schema.getField("purpose").schema(), "CONFIRMATION"))
                .set("sub", ID.toString());
        if (schema.getField("email") != null) {
            record.set("email", "ada@example.org");
        }
        return schema.getField("locale") == null ? record : record.set("locale", "fr");
    }

    private ConfluentAvroSerializer serializer(String flag) {
        ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
        serializer.configure(Map.of(SerdeConfig.URL, registry.url(), flag, "true"), false);
        return serializer;
    }

    private ConfluentAvroDeserializer deserializer(boolean specific) {
        ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();
        deserializer.configure(
                Map.of(SerdeConfig.URL, registry.url(), SerdeConfig.SPECIFIC_READER, String.valueOf(specific)), false);
        return deserializer;
    }
}
