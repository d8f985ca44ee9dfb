package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import signup.events.CredentialRequested;
import signup.events.Dialect;
import signup.events.MailPurpose;
import signup.events.SealedPassword;
import signup.events.SignupRejected;
import signup.events.UserActivated;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.schemas.Topics;

/** Records against bytes written down by hand from Confluent's and Avro's format descriptions. */
class WireFormatTest {

    private static final LocalRegistry REGISTRY = new LocalRegistry();

    private static final UUID ID = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    /** 36 bytes of text: length 36 as zigzag varint is 72 = 0x48. */
    private static final String ID_BYTES =
            "48 36626137623831302d396461642d313164312d383062342d303063303466643433306338";

    /** 1 second and 1 microsecond after the epoch: 1,000,001 as zigzag varint (2,000,002 = 0x1E8482). */
    private static final Instant TIME = Instant.ofEpochSecond(1, 1_000);

    private static final String TIME_BYTES = "82897a";

    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();

    WireFormatTest() {
        serializer.configure(Map.of("schema.registry.url", REGISTRY.url(), "auto.register.schemas", "true"), false);
        deserializer.configure(Map.of("schema.registry.url", REGISTRY.url(), "specific.avro.reader", "true"), false);
    }

    @AfterAll
    static void stop() {
        REGISTRY.close();
    }

    @Test
    void aRecordIsAZeroByteTheSchemaIdAndAvroBinary() {
        UserActivated record = new UserActivated(ID, TIME, ID, 300L, MailPurpose.REGISTRATION, true);

        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, record);

        // 300 as zigzag varint is 600 = 0xD8 0x04; REGISTRATION is symbol 2, zigzag 4; true is 1.
        assertThat(bytes)
                .isEqualTo(hex(
                        "00", id(Topics.USER_ACTIVATED, bytes), ID_BYTES, TIME_BYTES, ID_BYTES, "d804", "04", "01"));
        assertThat(deserializer.deserialize(Topics.USER_ACTIVATED, bytes)).isEqualTo(record);
    }

    @Test
    void listsUnionsAndEnumsAreAsAvroSays() {
        SignupRejected record = new SignupRejected(
                ID,
                TIME,
                ID,
                Dialect.AUTHENTIC,
                List.of(
                        new Violation("username", ViolationReason.TAKEN),
                        new Violation(null, ViolationReason.INVALID)));

        byte[] bytes = serializer.serialize(Topics.SIGNUP_REJECTED, record);

        // AUTHENTIC is symbol 3, zigzag 6; a block of 2 items (zigzag 4); union branch 1 (zigzag 2) and 8 letters
        // (zigzag 16 = 0x10), TAKEN 1 (2); union branch 0, INVALID 7 (0x0e); the end of the blocks.
        assertThat(bytes)
                .isEqualTo(hex(
                        "00",
                        id(Topics.SIGNUP_REJECTED, bytes),
                        ID_BYTES,
                        TIME_BYTES,
                        ID_BYTES,
                        "06",
                        "04",
                        "02 10 757365726e616d65 02",
                        "00 0e",
                        "00"));
        assertThat(deserializer.deserialize(Topics.SIGNUP_REJECTED, bytes)).isEqualTo(record);
    }

    @Test
    void bytesAreAsAvroSays() {
        CredentialRequested record = new CredentialRequested(
                ID,
                TIME,
                ID,
                ID,
                TIME,
                new SealedPassword(
                        "k1",
                        java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}),
                        java.nio.ByteBuffer.wrap(new byte[] {(byte) 0xff})));

        byte[] bytes = serializer.serialize(Topics.CREDENTIAL_REQUESTED, record);

        assertThat(bytes)
                .isEqualTo(hex(
                        "00",
                        id(Topics.CREDENTIAL_REQUESTED, bytes),
                        ID_BYTES,
                        TIME_BYTES,
                        ID_BYTES,
                        ID_BYTES,
                        TIME_BYTES,
                        "04 6b31",
                        "06 010203",
                        "02 ff"));
        assertThat(deserializer.deserialize(Topics.CREDENTIAL_REQUESTED, bytes)).isEqualTo(record);
    }

    @Test
    void nullStaysNull() {
        assertThat(serializer.serialize(Topics.USER_CREATED, null)).isNull();
        assertThat(deserializer.deserialize(Topics.USER_CREATED, null)).isNull();
    }

    @Test
    void withoutTheSpecificReaderRecordsAreGeneric() {
        byte[] bytes = serializer.serialize(
                Topics.USER_ACTIVATED, new UserActivated(ID, TIME, ID, 300L, MailPurpose.REGISTRATION, true));
        ConfluentAvroDeserializer generic = new ConfluentAvroDeserializer();
        generic.configure(Map.of("schema.registry.url", REGISTRY.url()), false);

        GenericRecord record = (GenericRecord) generic.deserialize(Topics.USER_ACTIVATED, bytes);

        assertThat(record.get("id")).isEqualTo(300L);
        assertThat(record.get("sub")).hasToString(ID.toString());
        assertThat(serializer.serialize(Topics.USER_ACTIVATED, record)).isEqualTo(bytes);
    }

    @Test
    void aKeyHasASubjectOfItsOwn() {
        ConfluentAvroSerializer keys = new ConfluentAvroSerializer();
        keys.configure(Map.of("schema.registry.url", REGISTRY.url(), "auto.register.schemas", "true"), true);

        keys.serialize("some.topic", new Violation(null, ViolationReason.TAKEN));

        assertThat(REGISTRY.calls()).contains("POST /subjects/some.topic-key/versions");
    }

    @Test
    void onlyAvroRecordsAreWritten() {
        assertThatThrownBy(() -> serializer.serialize(Topics.USER_CREATED, "text"))
                .isInstanceOf(SerializationException.class)
                .hasMessage("A java.lang.String is no Avro record");
    }

    @Test
    void aRecordThatLacksAFieldIsNotWrittenAndSpoilsNoLaterOne() {
        UserActivated lacking = new UserActivated(ID, TIME, null, 1L, MailPurpose.NONE, true);
        UserActivated whole = new UserActivated(ID, TIME, ID, 1L, MailPurpose.NONE, true);
        byte[] expected = serializer.serialize(Topics.USER_ACTIVATED, whole);

        assertThatThrownBy(() -> serializer.serialize(Topics.USER_ACTIVATED, lacking))
                .isInstanceOf(SerializationException.class);

        assertThat(serializer.serialize(Topics.USER_ACTIVATED, whole)).isEqualTo(expected);
    }

    /** The id that the registry gave, taken from the record; that it is the right one, the reading proves. */
    private static String id(String topic, byte[] bytes) {
        int id = java.nio.ByteBuffer.wrap(bytes).getInt(1);
        assertThat(id).as("id of " + topic).isBetween(1001, 1010);
        return "0000" + HexFormat.of().toHexDigits((short) id);
    }

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }
}
