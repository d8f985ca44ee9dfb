package signup.acceptance.subscribing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.local.fixture.Fixture;
import signup.schemas.CloudEventHeaders;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroSerializer;

/**
 * Publishes users as the registration worker does: in transactions, compressed as it compresses, with CloudEvents
 * headers. All into one partition, so that what was aborted lies before something committed, and so that there is an
 * order to keep.
 */
final class PublishedUsers implements AutoCloseable {

    private static final int PARTITION = 0;

    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final Producer<String, byte[]> producer;

    PublishedUsers() {
        serializer.configure(
                Map.of("schema.registry.url", Fixture.registry().url(), "auto.register.schemas", "true"), false);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        Fixture.kafka().bootstrapServers(),
                        "transactional.id",
                        "published-users-" + UUID.randomUUID(),
                        "compression.type",
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Every field set, with text of several alphabets and a moment that needs its microseconds. */
    static UserCreated complete() {
        UUID signupId = UUID.randomUUID();
        return UserCreated.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(123, ChronoUnit.MICROS))
                .setSignupId(signupId)
                .setSub(UUID.randomUUID())
                .setId(4_711_000_000L)
                .setDialect(Dialect.SELFCOMMUNITY_ACCOUNT)
                .setUsername("zoë")
                .setEmail("zoë@example.com")
                .setExtId("crm-17")
                .setRealName("Зоя 東京 🦊")
                .setFirstName("Zoë")
                .setLastName("Müller")
                .setRole("editor")
                .setTags(List.of(7L, 9_007_199_254_740_990L))
                .setAttributes(Map.of("city", "Łódź"))
                .setLocale("pl")
                .setStatusAtCreation(UserStatus.PENDING)
                .setAvatarUrl("https://signup.example.com/avatars/1")
                .setMail(new Mail(MailPurpose.CONFIRMATION, "https://www.example.com/welcome"))
                .build();
    }

    /** Everything null or empty that may be. */
    static UserCreated bare() {
        return UserCreated.newBuilder(complete())
                .setEventId(UUID.randomUUID())
                .setSub(UUID.randomUUID())
                .setUsername(null)
                .setEmail(null)
                .setExtId(null)
                .setRealName(null)
                .setFirstName(null)
                .setLastName(null)
                .setRole(null)
                .setTags(List.of())
                .setAttributes(Map.of())
                .setAvatarUrl(null)
                .setMail(new Mail(MailPurpose.NONE, null))
                .build();
    }

    void commit(UserCreated... users) {
        producer.beginTransaction();
        for (UserCreated user : users) {
            producer.send(record(user));
        }
        producer.commitTransaction();
    }

    /** Writes them, so that the broker holds them, and takes them back. */
    void abort(UserCreated... users) {
        producer.beginTransaction();
        for (UserCreated user : users) {
            producer.send(record(user));
        }
        producer.flush();
        producer.abortTransaction();
    }

    /** As an operator's replay emits it again. */
    void commitReplayOf(UserCreated user) {
        ProducerRecord<String, byte[]> record = record(user);
        record.headers().add(Headers.REPLAY_OF, Headers.bytes("replay-1"));
        producer.beginTransaction();
        producer.send(record);
        producer.commitTransaction();
    }

    /** A record that is no event at all; returns its offset. */
    long commitGarbage() {
        producer.beginTransaction();
        var sent = producer.send(new ProducerRecord<>(
                Topics.USER_CREATED, PARTITION, "garbage", "not Avro".getBytes(StandardCharsets.UTF_8)));
        producer.commitTransaction();
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }

    private ProducerRecord<String, byte[]> record(UserCreated user) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.USER_CREATED,
                PARTITION,
                user.getSub().toString(),
                serializer.serialize(Topics.USER_CREATED, user));
        CloudEventHeaders.of(UserCreated.class, user.getEventId(), "registration-worker", user.getOccurredAt())
                .addTo(record.headers());
        return record;
    }
}
