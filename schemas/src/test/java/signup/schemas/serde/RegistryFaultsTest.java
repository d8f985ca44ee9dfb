package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signup.events.MailPurpose;
import signup.events.UserActivated;
import signup.schemas.Topics;

/** What a registry's faults mean: to be tried again, or never to succeed. */
class RegistryFaultsTest {

    private static final UserActivated EVENT =
            new UserActivated(UUID.randomUUID(), Instant.EPOCH, UUID.randomUUID(), 1L, MailPurpose.CONFIRMATION, true);

    private final LocalRegistry registry = new LocalRegistry();
    private final LocalRegistry second = new LocalRegistry();

    @AfterEach
    void stop() {
        registry.close();
        second.close();
    }

    @ParameterizedTest
    @CsvSource({
        "500, {\"error_code\":50001}",
        "503, {}",
        "429, {}",
        "401, {\"error_code\":401}",
        "403, {\"error_code\":40301}",
        "404, {\"path\":\"/wrong\"}",
        "409, {}",
        "200, {}",
        "200, <html>"
    })
    void whatIsNoVerdictOfARegistryIsTriedAgain(int status, String body) {
        byte[] bytes = serializer().serialize(Topics.USER_ACTIVATED, EVENT);
        registry.answersAlways(status, body);
        ConfluentAvroDeserializer elsewhere = deserializer(SerdeConfig.READ_TIMEOUT, "4999");

        assertThatThrownBy(() -> elsewhere.deserialize(Topics.USER_ACTIVATED, bytes))
                .isInstanceOf(RegistryUnavailableException.class)
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("The schema registry at " + registry.url());

        registry.works();
        assertThat(elsewhere.deserialize(Topics.USER_ACTIVATED, bytes)).isEqualTo(EVENT);
    }

    @Test
    void aRegistryThatBeginsAnAnswerAndHangsIsGivenUp() {
        registry.hangs();
        ConfluentAvroSerializer serializer =
                serializer(SerdeConfig.CONNECT_TIMEOUT, "100", SerdeConfig.READ_TIMEOUT, "100");

        Instant start = Instant.now();
        assertThatThrownBy(() -> serializer.serialize(Topics.USER_ACTIVATED, EVENT))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("The schema registry at " + registry.url() + " does not answer: no answer within 100 ms");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAddressWhereNobodyListensIsPassedOver() throws IOException {
        String dead = deadUrl();

        byte[] bytes = serializer(SerdeConfig.URL, dead + "," + registry.url()).serialize(Topics.USER_ACTIVATED, EVENT);

        assertThat(bytes).isNotEmpty();
        assertThat(registry.calls()).hasSize(1);
    }

    @Test
    void theAddressThatWorksIsRemembered() {
        registry.answersAlways(503, "{}");
        ConfluentAvroSerializer serializer = serializer(SerdeConfig.URL, registry.url() + "/," + second.url());

        serializer.serialize("one", EVENT);
        serializer.serialize("two", EVENT);

        assertThat(registry.calls()).hasSize(1);
        assertThat(second.calls()).hasSize(2);
    }

    @Test
    void whenNoAddressWorksEachIsNamedWithItsReason() throws IOException {
        String dead = deadUrl();
        second.answersAlways(503, "{}");

        assertThatThrownBy(() ->
                        serializer(SerdeConfig.URL, dead + "," + second.url()).serialize(Topics.USER_ACTIVATED, EVENT))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("The schema registry at " + dead + ", " + second.url() + " does not answer: " + dead
                        + ": no connection; " + second.url() + ": HTTP 503");
    }

    @Test
    void anUnknownSchemaIdIsFatalAndNotAskedForAgainAtOnce() {
        ConfluentAvroDeserializer deserializer = deserializer();
        byte[] bytes = {0, 0, 0, 0, 77, 1, 2, 3};

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_ACTIVATED, bytes))
                    .isInstanceOf(UndecodableRecordException.class)
                    .isInstanceOf(SerializationException.class)
                    .hasMessage("The schema registry knows no schema with id 77");
        }
        assertThat(registry.calls()).containsExactly("GET /schemas/ids/77");
    }

    @Test
    void anUnknownSchemaIdCanBeRegisteredLater() {
        ConfluentAvroDeserializer deserializer = deserializer(SerdeConfig.MISSING_ID_TTL, "0");
        byte[] bytes = serializer().serialize(Topics.USER_ACTIVATED, EVENT);
        bytes[4]++;
        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_ACTIVATED, bytes))
                .isInstanceOf(UndecodableRecordException.class);

        registry.add("other", PublishedSchema.of(UserActivated.getClassSchema()).toString(true));

        assertThat(deserializer.deserialize(Topics.USER_ACTIVATED, bytes)).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\\\"type\\\":\\\"record\\\"}",
                "no json",
            })
    void aSchemaThatIsNoneOfAvroIsFatal(String schema) {
        registry.answersAlways(200, "{\"schema\":\"" + schema + "\"}");

        assertThatThrownBy(() -> deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, 1, 2}))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageStartingWith("Schema 1 is not valid Avro");
    }

    @Test
    void aSchemaOfAnotherTypeIsFatal() {
        registry.answersAlways(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}");

        assertThatThrownBy(() -> deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, 1, 2}))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessage("Schema 1 is of type PROTOBUF, not Avro");
    }

    @Test
    void knownSchemasNeedNoRegistry() {
        byte[] bytes = serializer().serialize(Topics.USER_ACTIVATED, EVENT);
        registry.close();

        assertThat(serializer().serialize(Topics.USER_ACTIVATED, EVENT)).isEqualTo(bytes);
        assertThat(deserializer().deserialize(Topics.USER_ACTIVATED, bytes)).isEqualTo(EVENT);
    }

    @Test
    void whatOneDeserializerHasSeenEveryOneOfTheProcessKnows() {
        byte[] bytes = serializer().serialize(Topics.USER_ACTIVATED, EVENT);
        // Of another connection, and so without what the serializer has learnt.
        deserializer(SerdeConfig.READ_TIMEOUT, "4999").deserialize(Topics.USER_ACTIVATED, bytes);
        registry.close();

        assertThat(deserializer(SerdeConfig.READ_TIMEOUT, "4999").deserialize(Topics.USER_ACTIVATED, bytes))
                .isEqualTo(EVENT);
        assertThatThrownBy(
                        () -> deserializer(SerdeConfig.READ_TIMEOUT, "4998").deserialize(Topics.USER_ACTIVATED, bytes))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void manyThreadsAskOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        ConfluentAvroSerializer serializer = serializer();
        try {
            List<Future<byte[]>> results = threads.invokeAll(IntStream.range(0, 200)
                    .<java.util.concurrent.Callable<byte[]>>mapToObj(
                            i -> () -> serializer.serialize(Topics.USER_ACTIVATED, EVENT))
                    .toList());
            for (Future<byte[]> result : results) {
                assertThat(result.get()).isEqualTo(results.get(0).get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(registry.calls()).hasSize(1);
    }

    @Test
    void aSchemaThatIsNotRegisteredIsRefused() {
        ConfluentAvroSerializer serializer = serializer(SerdeConfig.AUTO_REGISTER, "false");

        assertThatThrownBy(() -> serializer.serialize(Topics.USER_ACTIVATED, EVENT))
                .isInstanceOf(SchemaRefusedException.class)
                .isInstanceOf(SerializationException.class)
                .hasMessage("The schema registry at " + registry.url()
                        + " does not have the schema of signup.events.UserActivated under subject user.activated-value:"
                        + " register it, or set auto.register.schemas=true where a service may do so"
                        + " (Subject 'user.activated-value' not found.)");
    }

    @Test
    void aSchemaThatIsRegisteredIsFoundWithoutRegistering() {
        byte[] bytes = serializer().serialize(Topics.USER_ACTIVATED, EVENT);

        assertThat(serializer(SerdeConfig.AUTO_REGISTER, "false").serialize(Topics.USER_ACTIVATED, EVENT))
                .isEqualTo(bytes);
        assertThat(registry.calls())
                .containsExactly("POST /subjects/user.activated-value/versions", "POST /subjects/user.activated-value");
    }

    @Test
    void anIncompatibleSchemaIsRefused() {
        registry.answersAlways(409, "{\"error_code\":409,\"message\":\"reader lacks field x\"}");

        assertThatThrownBy(() -> serializer().serialize(Topics.USER_ACTIVATED, EVENT))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageEndingWith("as incompatible with an earlier version (reader lacks field x)");
    }

    @Test
    void normalFormIsAskedForWhenSet() {
        serializer(SerdeConfig.NORMALIZE, "true").serialize(Topics.USER_ACTIVATED, EVENT);

        assertThat(registry.calls()).containsExactly("POST /subjects/user.activated-value/versions?normalize=true");
    }

    @Test
    void credentialsAreSentAsConfigured() {
        serializer("schema.registry.basic.auth.user.info", "ada:secret", SerdeConfig.CREDENTIALS_SOURCE, "USER_INFO")
                .serialize(Topics.USER_ACTIVATED, EVENT);
        serializer(SerdeConfig.URL, registry.url().replace("//", "//bob:hidden@"))
                .serialize(Topics.USER_ACTIVATED, EVENT);
        serializer(SerdeConfig.BEARER_TOKEN, "t0ken").serialize(Topics.USER_ACTIVATED, EVENT);
        serializer().serialize(Topics.USER_ACTIVATED, EVENT);

        assertThat(registry.authorizations())
                .containsExactly("Basic YWRhOnNlY3JldA==", "Basic Ym9iOmhpZGRlbg==", "Bearer t0ken", "null");
    }

    @Test
    void aPasswordInTheAddressIsInNoMessage() {
        registry.answersAlways(503, "{}");

        assertThatThrownBy(() -> serializer(SerdeConfig.URL, registry.url().replace("//", "//bob:hidden@"))
                        .serialize(Topics.USER_ACTIVATED, EVENT))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url())
                .hasMessageNotContaining("hidden");
    }

    private ConfluentAvroSerializer serializer(String... settings) {
        ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
        serializer.configure(settings(Map.of(SerdeConfig.AUTO_REGISTER, "true"), settings), false);
        return serializer;
    }

    private ConfluentAvroDeserializer deserializer(String... settings) {
        ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();
        deserializer.configure(settings(Map.of(SerdeConfig.SPECIFIC_READER, "true"), settings), false);
        return deserializer;
    }

    private Map<String, String> settings(Map<String, String> first, String... more) {
        Map<String, String> settings = new HashMap<>(first);
        settings.put(SerdeConfig.URL, registry.url());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static String deadUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
