package signup.local.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import signup.events.MailPurpose;
import signup.events.MailRequested;
import signup.events.UserActivated;
import signup.local.Registry;
import signup.local.fixture.Fixture;
import signup.local.process.FreePort;
import signup.schemas.Topic;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroDeserializer;
import signup.schemas.serde.ConfluentAvroSerializer;
import signup.schemas.serde.RegistryUnavailableException;
import signup.schemas.serde.SchemaProvisioning;
import signup.schemas.serde.SchemaRefusedException;
import signup.schemas.serde.UndecodableRecordException;

/** The serde against the real registry. Each test has topics, and so subjects, of its own. */
class ConfluentAvroSerdeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> REGISTRY_OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final UUID ID = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final UserActivated ACTIVATED =
            new UserActivated(ID, Instant.EPOCH, ID, 300L, MailPurpose.CONFIRMATION, true);
    private static final MailRequested MAIL =
            new MailRequested(ID, Instant.EPOCH, MailPurpose.CONFIRMATION, ID, "ada@example.org", "fr");

    private final String topic = "topic-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @Test
    void aRegisteredSchemaIsTheEventsWithoutAnythingOfJava() throws Exception {
        byte[] bytes = serializer("auto.register.schemas", "true").serialize(topic, MAIL);

        JsonNode latest = get("/subjects/" + topic + "-value/versions/latest");
        assertThat(latest.path("id").asInt()).isEqualTo(ByteBuffer.wrap(bytes).getInt(1));
        assertThat(new Schema.Parser().parse(latest.path("schema").asText())).isEqualTo(published());
        assertThat(latest.path("schema").asText()).contains("\"doc\"").doesNotContain("avro.java.string");
    }

    @Test
    void aReaderThatHasSeenNothingAsksForTheWritersSchema() {
        byte[] bytes = serializer("auto.register.schemas", "true").serialize(topic, MAIL);

        assertThat(deserializer(unlearnt()).deserialize(topic, bytes)).isEqualTo(MAIL);
    }

    @Test
    void aRegisteredSchemaIsFoundWithoutRegistering() {
        byte[] bytes = serializer("auto.register.schemas", "true").serialize(topic, MAIL);

        assertThat(serializer(unlearnt()).serialize(topic, MAIL)).isEqualTo(bytes);
        assertThat(serializer("normalize.schemas", "true").serialize(topic, MAIL))
                .isEqualTo(bytes);
        assertThat(serializer("use.latest.version", "true").serialize(topic, MAIL))
                .isEqualTo(bytes);
    }

    /** As CONTRIBUTING.md says to do in production. */
    @Test
    void aReleasedFileThatSomebodyRegisteredIsFound() throws Exception {
        register(JSON.readTree(released().toFile()).toString());

        assertThat(deserializer(unlearnt()).deserialize(topic, serializer().serialize(topic, MAIL)))
                .isEqualTo(MAIL);
    }

    /** Apicurio compares texts, Confluent's registry schemas. */
    @Test
    void aSchemaThatSomebodyRegisteredInOtherWordsIsFoundInNormalForm() throws Exception {
        register(Files.readString(released()));

        assertThat(deserializer(unlearnt())
                        .deserialize(
                                topic, serializer("normalize.schemas", "true").serialize(topic, MAIL)))
                .isEqualTo(MAIL);
    }

    @Test
    void aSchemaThatIsNotRegisteredIsRefused() {
        ConfluentAvroSerializer serializer = serializer();

        assertThatThrownBy(() -> serializer.serialize(topic, MAIL))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("does not have the schema of signup.events.MailRequested under subject " + topic);
    }

    @Test
    void anIncompatibleSchemaIsRefused() throws Exception {
        serializer("auto.register.schemas", "true").serialize(topic, MAIL);
        put("/config/" + topic + "-value", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
        Schema withoutLocale = changed(fields -> fields.remove(5));

        assertThatThrownBy(() -> serializer("auto.register.schemas", "true")
                        .serialize(topic, record(withoutLocale).build()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("refuses the schema of signup.events.MailRequested under subject " + topic
                        + "-value as incompatible with an earlier version");
    }

    @Test
    void anUnknownSchemaIdIsFatal() {
        byte[] bytes = {0, 0x70, 0, 0, 0, 1, 2, 3};

        assertThatThrownBy(() -> deserializer().deserialize(topic, bytes))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessage("The schema registry knows no schema with id 1879048192");
    }

    @Test
    void aWriterWithMoreFieldsIsRead() throws Exception {
        serializer("auto.register.schemas", "true").serialize(topic, MAIL);
        put("/config/" + topic + "-value", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
        Schema newer = withNickname();

        byte[] bytes = serializer("auto.register.schemas", "true")
                .serialize(
                        topic,
                        record(newer)
                                .set("email", "ada@example.org")
                                .set("nickname", "Ace")
                                .build());

        assertThat(deserializer(unlearnt()).deserialize(topic, bytes)).isEqualTo(MAIL);
    }

    @Test
    void aWriterWithFewerFieldsIsRead() throws Exception {
        Schema older = changed(fields -> fields.remove(4));

        byte[] bytes = serializer("auto.register.schemas", "true")
                .serialize(topic, record(older).build());

        assertThat(deserializer(unlearnt()).deserialize(topic, bytes))
                .isEqualTo(new MailRequested(ID, Instant.EPOCH, MailPurpose.CONFIRMATION, ID, null, "fr"));
    }

    @Test
    void theLatestVersionIsWrittenWhereAsked() throws Exception {
        Schema newer = withNickname();
        serializer("auto.register.schemas", "true")
                .serialize(topic, record(newer).build());

        byte[] bytes = serializer("use.latest.version", "true").serialize(topic, MAIL);

        GenericRecord written =
                (GenericRecord) deserializer("specific.avro.reader", "false").deserialize(topic, bytes);
        assertThat(written.get("nickname")).hasToString("none");
        assertThat(deserializer(unlearnt()).deserialize(topic, bytes)).isEqualTo(MAIL);
    }

    @Test
    void ofTwoAddressesTheFirstMayBeDead() {
        String urls = "http://127.0.0.1:" + FreePort.choose() + ","
                + Fixture.registry().url();

        byte[] bytes = serializer("schema.registry.url", urls, "auto.register.schemas", "true")
                .serialize(topic, MAIL);

        assertThat(deserializer("schema.registry.url", urls).deserialize(topic, bytes))
                .isEqualTo(MAIL);
        assertThat(deserializer(unlearnt()).deserialize(topic, bytes)).isEqualTo(MAIL);
    }

    @Test
    void aRegistryThatIsDownAtStartIsWaitedFor() {
        int port = FreePort.choose();
        String url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        Map<String, ?> settings = settings("schema.registry.url", url, "auto.register.schemas", "true");
        List<Topic> topics = List.of(Topics.named(Topics.USER_ACTIVATED));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(SchemaProvisioning.class)).addAppender(log);

        CompletableFuture<Void> start = CompletableFuture.runAsync(
                () -> new SchemaProvisioning(settings, Duration.ofMinutes(2)).provide(topics));
        await().untilAsserted(() -> assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(message -> message.startsWith(
                        "The schema registry at " + url + " does not answer: no connection; trying again in 0.5 s")));
        assertThat(start).isNotDone();

        Registry registry = Registry.inMemory(port, folder.resolve("registry.log"), REGISTRY_OPTIONS, "KILL");
        try {
            assertThat(start).succeedsWithin(Duration.ofMinutes(1));
        } finally {
            registry.process().kill();
        }
    }

    @Test
    void aRegistryThatGoesDownLaterIsNotMissedForKnownSchemas() {
        Registry registry =
                Registry.inMemory(FreePort.choose(), folder.resolve("registry.log"), REGISTRY_OPTIONS, "KILL");
        ConfluentAvroSerializer serializer =
                serializer("schema.registry.url", registry.url(), "auto.register.schemas", "true");
        String[] reading = {"schema.registry.url", registry.url(), "http.read.timeout.ms", "4999"};
        byte[] bytes = serializer.serialize(Topics.USER_ACTIVATED, ACTIVATED);
        byte[] mail = serializer.serialize(Topics.MAIL_REQUESTED, MAIL);
        deserializer(reading).deserialize(Topics.USER_ACTIVATED, bytes);

        registry.process().kill();

        assertThat(serializer.serialize(Topics.USER_ACTIVATED, ACTIVATED)).isEqualTo(bytes);
        assertThat(deserializer(reading).deserialize(Topics.USER_ACTIVATED, bytes))
                .isEqualTo(ACTIVATED);
        assertThatThrownBy(() -> deserializer(reading).deserialize(Topics.MAIL_REQUESTED, mail))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("The schema registry at " + registry.url() + " does not answer: no connection");
    }

    @Test
    void producersAndConsumersTakeTheSerdeByName() {
        Map<String, Object> settings = new HashMap<>(settings("auto.register.schemas", "true"));
        settings.put("bootstrap.servers", Fixture.kafka().bootstrapServers());
        settings.put("key.serializer", StringSerializer.class.getName());
        settings.put("value.serializer", ConfluentAvroSerializer.class.getName());
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", ConfluentAvroDeserializer.class.getName());
        TopicPartition partition = new TopicPartition(Topics.USER_ACTIVATED, 0);

        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(settings);
                KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(settings)) {
            producer.send(new ProducerRecord<>(Topics.USER_ACTIVATED, 0, ID.toString(), ACTIVATED));
            producer.send(new ProducerRecord<>(Topics.USER_ACTIVATED, 0, ID.toString(), null));
            producer.flush();
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            await().untilAsserted(() -> {
                ConsumerRecords<String, Object> records = consumer.poll(Duration.ofSeconds(1));
                assertThat(records)
                        .extracting(record -> record.value())
                        .contains(ACTIVATED)
                        .containsNull();
            });
        }
    }

    private ConfluentAvroSerializer serializer(String... settings) {
        ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
        serializer.configure(settings(settings), false);
        return serializer;
    }

    private ConfluentAvroDeserializer deserializer(String... settings) {
        ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();
        deserializer.configure(settings(settings), false);
        return deserializer;
    }

    private static Map<String, String> settings(String... changes) {
        Map<String, String> settings =
                new HashMap<>(Map.of("schema.registry.url", Fixture.registry().url(), "specific.avro.reader", "true"));
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return settings;
    }

    /** A connection that differs from all others, so that nothing is known of what the others have learnt. */
    private static String[] unlearnt() {
        return new String[] {
            "missing.id.cache.ttl.sec", String.valueOf(UUID.randomUUID().hashCode() >>> 1)
        };
    }

    private static Schema withNickname() throws IOException {
        return changed(fields -> fields.insertObject(0)
                .put("name", "nickname")
                .put("type", "string")
                .put("default", "none"));
    }

    /** The event's schema with other fields; at 4 is email, at 5 locale. */
    private static Schema changed(Consumer<ArrayNode> change) throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(published().toString());
        change.accept((ArrayNode) schema.path("fields"));
        return new Schema.Parser().parse(schema.toString());
    }

    private static Schema published() throws IOException {
        return new Schema.Parser().parse(released().toFile());
    }

    private static Path released() {
        return Path.of("../schemas/src/released/MailRequested/1.avsc");
    }

    private static GenericRecordBuilder record(Schema schema) {
        GenericRecordBuilder record = new GenericRecordBuilder(schema)
                .set("event_id", ID.toString())
                .set("occurred_at", 0L)
                .set(
                        "purpose",
                        new GenericData.EnumSymbol(schema.getField("purpose").schema(), "CONFIRMATION"))
                .set("sub", ID.toString());
        return schema.getField("locale") == null ? record : record.set("locale", "fr");
    }

    private static JsonNode get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private static void put(String path, String body) throws Exception {
        send(body("PUT", path, body));
    }

    private void register(String schema) throws Exception {
        String body = JSON.createObjectNode().put("schema", schema).toString();
        send(body("POST", "/subjects/" + topic + "-value/versions", body));
    }

    private static HttpRequest.Builder body(String method, String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static URI uri(String path) {
        return URI.create(Fixture.registry().url() + path);
    }
}
