package signup.acceptance.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;
import signup.schemas.Topics;

/**
 * A registration worker of this release and one of the next, both as packaged, in one group: signups of either release's
 * ingress go through both, whoever gets them, and every event can be read by subscribers of both.
 */
class RollingUpgradeIT {

    private static final String GROUP = "signup-registration";
    private static final int PARTITIONS = 4;
    private static final int EACH = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> SETTINGS = Map.of(
            "schema.registry.url", Fixture.registry().url(),
            "auto.register.schemas", "true",
            "specific.avro.reader", "true");

    @TempDir
    private static Path folder;

    private static Release current;
    private static Release next;
    private static Path nextSchemas;

    private final List<String> signups = new ArrayList<>();
    private final List<byte[]> created = new ArrayList<>();

    @BeforeAll
    static void releases() {
        nextSchemas = NextRelease.jar(folder);
        current = Release.current(SETTINGS);
        next = Release.in(nextSchemas, SETTINGS);
    }

    @Test
    void signupsOfBothReleasesGoThroughWorkersOfBothWhileTheUpgradeRolls() {
        Subjects subjects = new Subjects(Fixture.registry().url());
        Topics.ALL.stream()
                .filter(topic -> topic.schema() != null)
                .forEach(topic -> subjects.demandFullTransitiveCompatibility(topic.subject()));
        FixtureDatabase database = Fixture.database().fresh();
        Path extracted = PackagedWorker.extracted(folder);
        try (KafkaConsumer<byte[], byte[]> subscriber = subscriber()) {
            try (PackagedWorker ofThis = PackagedWorker.start(extracted, database, "this")) {
                awaitConsumers(2);
                send();
                awaitCreated(subscriber, ofThis);
                assertThat(addedFields()).as("by the worker of this release").containsOnly("null");

                try (PackagedWorker ofNext = PackagedWorker.start(extracted, database, "next", nextSchemas)) {
                    awaitConsumers(4);
                    send();
                    awaitCreated(subscriber, ofNext);
                    assertThat(addedFields()).as("by both").contains("null", NextSchemas.VALUE);

                    ofThis.close();
                    awaitConsumers(2);
                    int before = created.size();
                    send();
                    awaitCreated(subscriber, ofNext);
                    assertThat(addedFields().subList(before, created.size()))
                            .as("by the worker of the next release")
                            .containsOnly(NextSchemas.VALUE);
                }
            }
        }
        assertThat(created)
                .extracting(bytes -> current.read(Topics.USER_CREATED, "UserCreated", bytes)
                        .get("signup_id")
                        .toString())
                .as("each once, read by this release")
                .containsExactlyInAnyOrderElementsOf(signups);
        assertThat(created)
                .extracting(bytes -> next.read(Topics.USER_CREATED, "UserCreated", bytes)
                        .get("signup_id")
                        .toString())
                .as("each once, read by the next")
                .containsExactlyInAnyOrderElementsOf(signups);
    }

    private List<String> addedFields() {
        return created.stream()
                .map(bytes -> String.valueOf(
                        next.read(Topics.USER_CREATED, "UserCreated", bytes).get(NextSchemas.FIELD)))
                .toList();
    }

    /** Signups of both releases, in turn, into every partition. */
    private void send() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < EACH; i++) {
                GenericRecord request = request(i % 2 == 0 ? current : next);
                byte[] value = (i % 2 == 0 ? current : next).write(Topics.SIGNUP_REQUESTED, request);
                byte[] key = request.get("username").toString().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(Topics.SIGNUP_REQUESTED, i / 2 % PARTITIONS, key, value));
                signups.add(request.get("signup_id").toString());
            }
        }
    }

    private static GenericRecord request(Release release) {
        GenericRecord request = Sample.of(release.schema("SignupRequested"));
        String unique = UUID.randomUUID().toString();
        request.put("username", "user-" + unique);
        request.put("email", unique + "@example.org");
        request.put("ext_id", unique);
        List.of("sealed_password", "avatar", "invite_code", "promo_code", "challenge")
                .forEach(field -> request.put(field, null));
        return request;
    }

    private void awaitCreated(KafkaConsumer<byte[], byte[]> subscriber, PackagedWorker worker) {
        await().atMost(PATIENCE)
                .conditionEvaluationListener(condition -> {
                    if (condition.getRemainingTimeInMS() <= 0) {
                        System.err.println(worker.log());
                    }
                })
                .until(() -> {
                    for (ConsumerRecord<byte[], byte[]> record : subscriber.poll(Duration.ofMillis(100))) {
                        String signup = current.read(Topics.USER_CREATED, "UserCreated", record.value())
                                .get("signup_id")
                                .toString();
                        if (signups.contains(signup)) {
                            created.add(record.value());
                        }
                    }
                    return created.size() >= signups.size();
                });
    }

    private static KafkaConsumer<byte[], byte[]> subscriber() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.USER_CREATED).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    /** Waits until so many consumers share the partitions. */
    private static void awaitConsumers(int consumers) {
        try (Admin admin = Admin.create(
                new HashMap<>(Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers())))) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(
                            () -> admin
                                            .describeConsumerGroups(List.of(GROUP))
                                            .describedGroups()
                                            .get(GROUP)
                                            .get()
                                            .members()
                                            .stream()
                                            .filter(member -> !member.assignment()
                                                    .topicPartitions()
                                                    .isEmpty())
                                            .count()
                                    == consumers);
        }
    }
}
