package signup.acceptance.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signup.local.fixture.Fixture;
import signup.schemas.Topic;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroSerializer;
import signup.schemas.serde.SchemaRefusedException;

/**
 * While an upgrade rolls, services of this release and of the next write and read the same topics, at one registry that
 * demands FULL_TRANSITIVE compatibility.
 */
class SideBySideIT {

    private static final Map<String, String> SETTINGS = Map.of(
            "schema.registry.url", Fixture.registry().url(),
            "auto.register.schemas", "true",
            "specific.avro.reader", "true");

    @TempDir
    private static Path folder;

    private static Release current;
    private static Release next;

    private final Subjects subjects = new Subjects(Fixture.registry().url());

    @BeforeAll
    static void loadBothReleases() {
        current = Release.current(SETTINGS);
        next = Release.in(NextRelease.jar(folder), SETTINGS);
    }

    @ParameterizedTest
    @MethodSource("events")
    void theNextReleaseReadsThisOnesEvents(String event) {
        String topic = freshTopic();
        GenericRecord written = Sample.of(current.schema(event));

        GenericRecord read = next.read(topic, event, current.write(topic, written));

        assertThat(read.get(NextSchemas.FIELD)).isNull();
        assertThat(current.resolved(read)).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("events")
    void thisReleaseReadsTheNextOnesEvents(String event) {
        String topic = freshTopic();
        GenericRecord written = Sample.of(next.schema(event));
        assertThat(written.get(NextSchemas.FIELD)).isEqualTo("text");

        GenericRecord read = current.read(topic, event, next.write(topic, written));

        assertThat(read).isEqualTo(current.resolved(written));
    }

    @ParameterizedTest
    @MethodSource("events")
    void recordsOfBothReleasesLieOnOneTopicAndKeepWhatTheyHold(String event) {
        String topic = freshTopic();
        GenericRecord ofThis = Sample.of(current.schema(event));
        GenericRecord ofNext = Sample.of(next.schema(event));

        List<byte[]> records = List.of(
                current.write(topic, ofThis),
                next.write(topic, ofNext),
                current.write(topic, ofThis),
                next.write(topic, ofNext));

        assertThat(records)
                .extracting(
                        bytes -> String.valueOf(next.read(topic, event, bytes).get(NextSchemas.FIELD)))
                .containsExactly("null", "text", "null", "text");
        assertThat(records)
                .extracting(bytes -> current.read(topic, event, bytes))
                .containsExactly(ofThis, current.resolved(ofNext), ofThis, current.resolved(ofNext));
        assertThat(subjects.versions(topic + "-value")).isEqualTo(2);
    }

    @Test
    void thisReleaseTakesAnEnumSymbolOfTheNextForUnknown() {
        String topic = freshTopic();
        GenericRecord written = Sample.of(next.schema("UserCreated"));
        Schema dialect = written.getSchema().getField("dialect").schema();
        written.put("dialect", new GenericData.EnumSymbol(dialect, NextSchemas.SYMBOL));

        GenericRecord read = current.read(topic, "UserCreated", next.write(topic, written));

        assertThat(read.get("dialect")).hasToString("UNKNOWN");
    }

    @Test
    void theRegistryRefusesAFieldThatEarlierRecordsLack() {
        Schema now = current.schema("UserActivated");

        assertRefused(record(
                now,
                Stream.concat(fields(now), Stream.of(new Schema.Field("needed", Schema.create(Schema.Type.STRING))))));
    }

    @Test
    void theRegistryRefusesToDropAFieldThatThisReleaseNeeds() {
        Schema now = current.schema("UserActivated");

        assertRefused(record(now, fields(now).filter(field -> !field.name().equals("sub"))));
    }

    @Test
    void theRegistryRefusesWhatOnlyAnOlderReleaseCouldNotRead() {
        String topic = freshTopic();
        Schema now = current.schema("NotificationOutcome");
        Schema without = record(now, fields(now).filter(field -> !field.name().equals("reason")));
        Schema changed = record(
                now,
                Stream.concat(
                        fields(without),
                        Stream.of(new Schema.Field(
                                "reason", SchemaBuilder.builder().longType(), "", 0L))));
        current.write(topic, Sample.of(now));

        try (ConfluentAvroSerializer serializer = new ConfluentAvroSerializer()) {
            serializer.configure(SETTINGS, false);
            serializer.serialize(topic, Sample.of(without));
            assertThatThrownBy(() -> serializer.serialize(topic, Sample.of(changed)))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("incompatible");
        }
    }

    private void assertRefused(Schema schema) {
        String topic = freshTopic();
        current.write(topic, Sample.of(current.schema(schema.getName())));
        try (ConfluentAvroSerializer serializer = new ConfluentAvroSerializer()) {
            serializer.configure(SETTINGS, false);
            assertThatThrownBy(() -> serializer.serialize(topic, Sample.of(schema)))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("incompatible");
        }
        assertThat(subjects.versions(topic + "-value")).isEqualTo(1);
    }

    private static Schema record(Schema like, Stream<Schema.Field> fields) {
        return Schema.createRecord(like.getName(), like.getDoc(), like.getNamespace(), false, fields.toList());
    }

    private static Stream<Schema.Field> fields(Schema schema) {
        return schema.getFields().stream().map(field -> new Schema.Field(field, field.schema()));
    }

    /** A topic, and so a subject, of this test alone. */
    private String freshTopic() {
        String topic = "rolling." + UUID.randomUUID();
        subjects.demandFullTransitiveCompatibility(topic + "-value");
        return topic;
    }

    static Stream<String> events() {
        return Topics.ALL.stream().map(Topic::schema).filter(Objects::nonNull).map(Schema::getName);
    }
}
