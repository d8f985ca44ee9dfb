package signup.acceptance.faults.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import signup.events.BodyMac;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.MailRequested;
import signup.events.SealedPassword;
import signup.events.SignupRequested;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroSerializer;

/**
 * Writes into {@code signup.requested}, past the ingress, what no ingress would: bytes that are nothing, schemas that
 * nobody knows, half an event, another event, and a signup whose password nobody can open. Each value is different.
 */
public final class Poison implements AutoCloseable {

    private static final int EVENT_ID_ONLY = 40;

    private final RandomGenerator random;
    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final Producer<byte[], byte[]> producer;
    private final Errands errands = new Errands("poison");
    private final Set<String> undecodable = ConcurrentHashMap.newKeySet();
    private final Set<UUID> unopenable = ConcurrentHashMap.newKeySet();
    private int next;

    public Poison(String bootstrapServers, String registryUrl, RandomGenerator random) {
        this.random = random;
        serializer.configure(Map.of("schema.registry.url", registryUrl, "auto.register.schemas", true), false);
        // Both schemas are known from here on, whatever becomes of the registry.
        serializer.serialize(Topics.SIGNUP_REQUESTED, signup());
        serializer.serialize(Topics.MAIL_REQUESTED, mail());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Begins, with so many records a second. */
    public void start(int perSecond) {
        errands.repeat(this::write, Duration.ofSeconds(1).dividedBy(perSecond));
    }

    /** Writes no more; returns when Kafka has what was written. */
    public void finish() {
        errands.stop();
        errands.awaitAll();
        producer.flush();
    }

    /** Every value that was to be written and is no event of the topic, by {@link #name}. */
    public Set<String> undecodable() {
        return undecodable;
    }

    /** The signups whose password cannot be opened. */
    public Set<UUID> unopenable() {
        return unopenable;
    }

    /** What the writer itself failed at; empty when it wrote all that it was to write. */
    public List<String> failures() {
        return errands.failures();
    }

    /** A value's name. */
    public static String name(byte[] value) {
        return HexFormat.of().formatHex(value);
    }

    @Override
    public void close() {
        errands.close();
        producer.close(Duration.ZERO);
    }

    private void write() {
        int kind = next++ % 5;
        if (kind == 4) {
            SignupRequested signup = signup();
            unopenable.add(signup.getSignupId());
            send(signup.getUsername(), serializer.serialize(Topics.SIGNUP_REQUESTED, signup));
        } else {
            byte[] value = value(kind);
            undecodable.add(name(value));
            send("poison-" + next, value);
        }
    }

    private byte[] value(int kind) {
        return switch (kind) {
            case 0 -> bytes(new byte[] {1});
            case 1 -> bytes(new byte[] {0, 0x7f, 0, 0, 1});
            case 2 -> Arrays.copyOf(serializer.serialize(Topics.SIGNUP_REQUESTED, signup()), EVENT_ID_ONLY);
            default -> serializer.serialize(Topics.MAIL_REQUESTED, mail());
        };
    }

    private byte[] bytes(byte[] first) {
        byte[] all = Arrays.copyOf(first, first.length + 12);
        byte[] tail = new byte[12];
        random.nextBytes(tail);
        System.arraycopy(tail, 0, all, first.length, tail.length);
        return all;
    }

    private void send(String key, byte[] value) {
        producer.send(new ProducerRecord<>(Topics.SIGNUP_REQUESTED, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private SpecificRecord mail() {
        return MailRequested.newBuilder()
                .setEventId(uuid())
                .setOccurredAt(now())
                .setPurpose(MailPurpose.CONFIRMATION)
                .setSub(uuid())
                .setLocale("en")
                .build();
    }

    private SignupRequested signup() {
        UUID signupId = uuid();
        String name = "sealed-" + signupId.toString().substring(0, 18);
        return SignupRequested.newBuilder()
                .setEventId(uuid())
                .setOccurredAt(now())
                .setSignupId(signupId)
                .setDialect(Dialect.SELFCOMMUNITY_SSO)
                .setClient("faults")
                .setBodyMac(new BodyMac("faults", ByteBuffer.wrap(new byte[] {1})))
                .setUsername(name)
                .setEmail(name + "@faults.example")
                .setLocale("en")
                .setSealedPassword(new SealedPassword(
                        "a-key-that-nobody-has", ByteBuffer.wrap(new byte[32]), ByteBuffer.wrap(new byte[272])))
                .setMail(new Mail(MailPurpose.NONE, null))
                .build();
    }

    private UUID uuid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
