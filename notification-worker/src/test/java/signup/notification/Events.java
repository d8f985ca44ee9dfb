package signup.notification;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.MailRequested;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.local.fixture.Fixture;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroSerializer;

/** Events that owe mails, and a producer for them. */
public final class Events {

    /** On every event of a user. */
    public static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers(), "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    private static final ConfluentAvroSerializer SERIALIZER = new ConfluentAvroSerializer();

    static {
        SERIALIZER.configure(
                Map.of("schema.registry.url", Fixture.registry().url(), "auto.register.schemas", true), false);
    }

    private Events() {}

    /** A user with that address, who is owed a mail for that purpose. */
    public static UserCreated.Builder userCreated(String email, MailPurpose purpose) {
        return UserCreated.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSignupId(UUID.randomUUID())
                .setSub(UUID.randomUUID())
                .setId(1)
                .setDialect(Dialect.SELFCOMMUNITY_ACCOUNT)
                .setEmail(email)
                .setFirstName("Zoé")
                .setTags(List.of())
                .setAttributes(new HashMap<>())
                .setLocale("fr-FR")
                .setStatusAtCreation(UserStatus.PENDING)
                .setMail(Mail.newBuilder().setPurpose(purpose).build());
    }

    /** Somebody asks for a mail to that user. */
    public static MailRequested.Builder mailRequested(UUID sub, MailPurpose purpose) {
        return MailRequested.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setPurpose(purpose)
                .setSub(sub)
                .setLocale("en");
    }

    public static void publish(UserCreated event) {
        send(record(event));
    }

    /** As an operator's replay publishes it. */
    public static void replay(UserCreated event) {
        ProducerRecord<String, byte[]> record = record(event);
        record.headers().add(Headers.REPLAY_OF, Headers.bytes(UUID.randomUUID().toString()));
        send(record);
    }

    public static void publish(MailRequested event) {
        publish(Topics.MAIL_REQUESTED, event.getSub().toString(), SERIALIZER.serialize(Topics.MAIL_REQUESTED, event));
    }

    /** As it lies on the topic. */
    static byte[] encoded(String topic, SpecificRecord event) {
        return SERIALIZER.serialize(topic, event);
    }

    public static void publish(String topic, String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    /** Has this group read nothing that is there already. */
    static void beginAtTheEnd(String group) {
        withAdmin(admin -> {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            ends(admin).forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end)));
            return admin.alterConsumerGroupOffsets(group, offsets).all().get();
        });
    }

    /** Whether this group has committed all that is there. */
    static boolean isConsumedBy(String group) {
        return withAdmin(admin -> {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends(admin).entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .allMatch(end -> committed.containsKey(end.getKey())
                            && committed.get(end.getKey()).offset() >= end.getValue());
        });
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (String topic : List.of(Topics.USER_CREATED, Topics.MAIL_REQUESTED)) {
            PRODUCER.partitionsFor(topic)
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static <T> T withAdmin(Question<T> question) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers()))) {
            return question.ask(admin);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(UserCreated event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.USER_CREATED, event.getSub().toString(), SERIALIZER.serialize(Topics.USER_CREATED, event));
        record.headers().add(Headers.TRACEPARENT, Headers.bytes(TRACEPARENT));
        return record;
    }

    private static void send(ProducerRecord<String, byte[]> record) {
        try {
            PRODUCER.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
