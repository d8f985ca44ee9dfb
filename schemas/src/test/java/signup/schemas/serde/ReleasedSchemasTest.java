package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signup.schemas.Topic;
import signup.schemas.Topics;

/** What subscribers were promised holds: every version reads what every other wrote, with the same meaning. */
class ReleasedSchemasTest {

    private static final ReleasedSchemas RELEASED = new ReleasedSchemas(Path.of("src/released"));

    @Test
    void noReleasedSchemaIsEditedRemovedOrSlippedIn() {
        assertThat(RELEASED.checksums())
                .as("src/released is frozen; ReleaseSchemas adds to it")
                .isEqualTo(RELEASED.releasedChecksums());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsReleasedInConsecutiveVersions(Schema current) {
        TreeMap<Integer, Schema> versions = RELEASED.versions(current.getName());

        assertThat(versions.keySet())
                .as("versions of " + current.getName() + ": see ReleaseSchemas")
                .isNotEmpty()
                .containsExactlyElementsOf(Stream.iterate(1, version -> version + 1)
                        .limit(versions.size())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyVersionReadsWhatEveryOtherWrote(Schema current) {
        RELEASED.versions(current.getName()).forEach((version, released) -> {
            assertReads(released, current, "version " + version + " reads the current one");
            assertReads(current, released, "the current one reads version " + version);
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void noFieldChangesItsMeaning(Schema current) {
        Map<String, String> now = logicalTypes(current);
        RELEASED.versions(current.getName()).values().forEach(released -> {
            Map<String, String> then = logicalTypes(released);
            then.keySet().retainAll(now.keySet());
            assertThat(now).as("logical types in " + current.getName()).containsAllEntriesOf(then);
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyRecordEnumAndFieldIsDocumented(Schema current) {
        walk(current.getName(), current, (path, schema) -> {
            if (schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM) {
                assertThat(schema.getDoc()).as("doc of " + path).isNotBlank();
            }
            if (schema.getType() == Schema.Type.RECORD) {
                assertThat(schema.getFields())
                        .allSatisfy(field -> assertThat(field.doc())
                                .as("doc of " + path + "." + field.name())
                                .isNotBlank());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEnumHasADefaultSoThatItCanGrow(Schema current) {
        walk(current.getName(), current, (path, schema) -> {
            if (schema.getType() == Schema.Type.ENUM) {
                assertThat(schema.getEnumDefault()).as("default of " + path).isIn(schema.getEnumSymbols());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyOptionalFieldIsAbsentByDefault(Schema current) {
        walk(current.getName(), current, (path, schema) -> {
            if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().stream()
                        .filter(field -> field.schema().isNullable())
                        .forEach(field -> assertThat(field.defaultVal())
                                .as("default of " + path + "." + field.name())
                                .isEqualTo(JsonProperties.NULL_VALUE));
            }
        });
    }

    static List<Schema> events() {
        return Topics.ALL.stream()
                .map(Topic::schema)
                .filter(Objects::nonNull)
                .map(PublishedSchema::of)
                .toList();
    }

    private static void assertReads(Schema reader, Schema writer, String what) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(compatibility.getType())
                .as(reader.getName() + ": " + what + " ("
                        + compatibility.getResult().getIncompatibilities() + ")")
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    /** The logical types by path; Avro's own check of compatibility does not look at them. */
    private static Map<String, String> logicalTypes(Schema schema) {
        Map<String, String> types = new TreeMap<>();
        walk(schema.getName(), schema, (path, part) -> types.put(path, String.valueOf(part.getProp("logicalType"))));
        return types;
    }

    private static void walk(String path, Schema schema, BiConsumer<String, Schema> visitor) {
        visitor.accept(path, schema);
        switch (schema.getType()) {
            case RECORD ->
                schema.getFields().forEach(field -> walk(path + "." + field.name(), field.schema(), visitor));
            case ARRAY -> walk(path + "[]", schema.getElementType(), visitor);
            case MAP -> walk(path + "{}", schema.getValueType(), visitor);
            case UNION -> schema.getTypes().forEach(branch -> walk(path + "|" + branch.getType(), branch, visitor));
            default -> {}
        }
    }
}
