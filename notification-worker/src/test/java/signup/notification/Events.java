package signup.notification;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
        publish(Topics.USER_CREATED, event.getSub().toString(), SERIALIZER.serialize(Topics.USER_CREATED, event));
    }

    /** As an operator's replay publishes it. */
    public static void replay(UserCreated event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.USER_CREATED, event.getSub().toString(), SERIALIZER.serialize(Topics.USER_CREATED, event));
        record.headers().add(Headers.REPLAY_OF, Headers.bytes(UUID.randomUUID().toString()));
        send(record);
    }

    public static void publish(MailRequested event) {
        publish(Topics.MAIL_REQUESTED, event.getSub().toString(), SERIALIZER.serialize(Topics.MAIL_REQUESTED, event));
    }

    public static void publish(String topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    private static void send(ProducerRecord<String, byte[]> record) {
        try {
            PRODUCER.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
