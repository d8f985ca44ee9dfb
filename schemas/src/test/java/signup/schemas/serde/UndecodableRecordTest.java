package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.events.MailPurpose;
import signup.events.UserActivated;
import signup.events.UserCreated;
import signup.schemas.Topics;

/** Bytes that are no record: fatal, each with its reason, and without quoting them. */
class UndecodableRecordTest {

    private static final LocalRegistry REGISTRY = new LocalRegistry();
    private static final UserActivated EVENT =
            new UserActivated(UUID.randomUUID(), Instant.EPOCH, UUID.randomUUID(), 1L, MailPurpose.CONFIRMATION, true);

    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();

    UndecodableRecordTest() {
        serializer.configure(Map.of(SerdeConfig.URL, REGISTRY.url(), SerdeConfig.AUTO_REGISTER, "true"), false);
        deserializer.configure(Map.of(SerdeConfig.URL, REGISTRY.url(), SerdeConfig.SPECIFIC_READER, "true"), false);
    }

    @AfterAll
    static void stop() {
        REGISTRY.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', A value of 0 bytes is too short to be Avro in Confluent's wire format",
        "00, A value of 1 bytes is too short to be Avro in Confluent's wire format",
        "00000001, A value of 4 bytes is too short to be Avro in Confluent's wire format",
        "7b22612200, The value is not Avro in Confluent's wire format: it begins with byte 0x7b instead of 0x00",
        "ff00000001, The value is not Avro in Confluent's wire format: it begins with byte 0xff instead of 0x00",
        "00ffffffff00, The schema registry knows no schema with id -1"
    })
    void theReasonIsSaid(String hex, String message) {
        assertThatThrownBy(
                        () -> deserializer.deserialize("topic", HexFormat.of().parseHex(hex)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void aRecordThatEndsEarlyIsNoRecord() {
        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, EVENT);

        for (int length = 5; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_ACTIVATED, cut))
                    .isInstanceOf(UndecodableRecordException.class)
                    .hasMessageStartingWith("The value is not Avro of schema ");
        }
    }

    @Test
    void aRecordWithMoreBehindItIsNoRecord() {
        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, EVENT);

        assertThatThrownBy(
                        () -> deserializer.deserialize(Topics.USER_ACTIVATED, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageEndingWith("(bytes are left over)");
    }

    @Test
    void brokenContentIsNotQuoted() {
        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, EVENT);
        Arrays.fill(bytes, 6, 42, (byte) 'Z');

        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_ACTIVATED, bytes))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageNotContaining("ZZ")
                .hasNoCause();
    }

    @Test
    void aLengthBeyondAllMemoryIsNotBelieved() {
        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, EVENT);
        byte[] huge = ByteBuffer.allocate(10)
                .put(bytes, 0, 5)
                .put(HexFormat.of().parseHex("feffffff0f"))
                .array();

        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_ACTIVATED, huge))
                .isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void whateverTheBytesAreTheyAreReadOrRefused() {
        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, EVENT);
        int created = REGISTRY.add(
                "user.created-value",
                PublishedSchema.of(UserCreated.getClassSchema()).toString());
        Random random = new Random(20_260_101);
        int refusals = 0;

        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[5 + random.nextInt(200)];
            random.nextBytes(noise);
            System.arraycopy(i % 2 == 0 ? bytes : WireFormat.prefix(created), 0, noise, 0, 5);
            try {
                deserializer.deserialize("topic", noise);
            } catch (UndecodableRecordException refused) {
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(10_000);
    }

    @Test
    void aRecordOfAnotherKindThanExpectedIsRefused() {
        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, EVENT);

        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_CREATED, bytes, UserCreated.class))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessage("Expected a UserCreated, not UserActivated");
        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_CREATED, null, UserCreated.class))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessage("Expected a UserCreated, not null");
    }

    @ParameterizedTest
    @CsvSource({"elsewhere.Unknown", "java.lang.Thread", "java.io.File"})
    void aRecordOfNoGeneratedClassIsRefused(String name) {
        String namespace = name.substring(0, name.lastIndexOf('.'));
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        int id = REGISTRY.add(
                name,
                "{\"type\":\"record\",\"namespace\":\"%s\",\"name\":\"%s\",\"fields\":[]}"
                        .formatted(namespace, simpleName));

        assertThatThrownBy(() -> deserializer.deserialize("topic", WireFormat.prefix(id)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessage("No generated class is on the class path for a record of type " + name);
    }
}
