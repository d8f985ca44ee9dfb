package signup.ingress;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import signup.events.ActivationRefusal;
import signup.events.ActivationRequested;
import signup.events.ReplyKind;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.events.Violation;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroDeserializer;
import signup.schemas.serde.ConfluentAvroSerializer;

/** Stands where the registration worker stands: reads what the ingress publishes, and answers as a test says. */
final class ScriptedWorker implements AutoCloseable {

    /** A record as it is on the topic, and what it says. */
    record Seen(ConsumerRecord<String, byte[]> record, SignupRequested event) {}

    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();
    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final Map<String, Object> settings;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::work, "scripted-worker");
    private final List<ActivationRequested> activations = new CopyOnWriteArrayList<>();
    private volatile Function<SignupRequested, Optional<SignupReply>> script = request -> Optional.empty();
    private volatile Function<ActivationRequested, Optional<SignupReply>> activation = request -> Optional.empty();
    private volatile boolean closed;
    private volatile boolean positioned;

    private ScriptedWorker(String bootstrapServers, String registry) {
        this.settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registry,
                "auto.register.schemas",
                true,
                "specific.avro.reader",
                true);
        deserializer.configure(settings, false);
        serializer.configure(settings, false);
    }

    static ScriptedWorker start(String bootstrapServers, String registry) {
        ScriptedWorker worker = new ScriptedWorker(bootstrapServers, registry);
        worker.thread.start();
        Awaitility.await().until(() -> worker.positioned);
        return worker;
    }

    /** From now on: a reply to each request, or none. */
    void decide(Function<SignupRequested, Optional<SignupReply>> script) {
        this.script = script;
    }

    /** From now on: a user of each request, with this id. */
    void createEach(long id) {
        decide(request -> Optional.of(created(request, id)));
    }

    void rejectEach(List<Violation> violations) {
        decide(request -> Optional.of(reply(request, ReplyKind.REJECTED, null, violations)));
    }

    void keepSilent() {
        decide(request -> Optional.empty());
    }

    /** From now on: a reply to each activation, or none. */
    void activate(Function<ActivationRequested, Optional<SignupReply>> activation) {
        this.activation = activation;
    }

    /** From now on, each activation is done, and the browser may go there. */
    void activateEach(@Nullable String nextUrl) {
        activate(request -> Optional.of(reply(request, ReplyKind.ACTIVATED, null, nextUrl)));
    }

    void refuseEachActivation(ActivationRefusal refusal) {
        activate(request -> Optional.of(reply(request, ReplyKind.ACTIVATION_REFUSED, refusal, null)));
    }

    /** The last activation that was asked for. */
    ActivationRequested lastActivation() {
        return activations.get(activations.size() - 1);
    }

    List<Seen> seen() {
        return seen;
    }

    /** The request of that signup; waits for it. */
    Seen seen(UUID signupId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> seen.stream()
                                .filter(one -> one.event().getSignupId().equals(signupId))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    static SignupReply created(SignupRequested request, long id) {
        UserCreated user = new UserCreated(
                UUID.randomUUID(),
                Instant.parse("2026-03-20T13:16:44.991343Z"),
                request.getSignupId(),
                new UUID(id, id),
                id,
                request.getDialect(),
                request.getUsername(),
                request.getEmail(),
                request.getExtId(),
                request.getRealName(),
                request.getFirstName(),
                request.getLastName(),
                request.getRole(),
                request.getTags(),
                request.getAttributes(),
                request.getLocale(),
                UserStatus.ACTIVE,
                null,
                request.getMail());
        return reply(request, ReplyKind.CREATED, user, List.of());
    }

    static SignupReply reply(SignupRequested request, ReplyKind kind, UserCreated user, List<Violation> violations) {
        return new SignupReply(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                request.getSignupId(),
                kind,
                user,
                violations,
                null,
                null);
    }

    private static SignupReply reply(
            ActivationRequested request,
            ReplyKind kind,
            @Nullable ActivationRefusal refusal,
            @Nullable String nextUrl) {
        return new SignupReply(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                request.getActivationId(),
                kind,
                null,
                List.of(),
                refusal,
                nextUrl);
    }

    private void work() {
        Map<String, Object> consumerSettings = new HashMap<>(settings);
        consumerSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Map<String, Object> producerSettings = new HashMap<>(settings);
        producerSettings.put("linger.ms", 0);
        try (Consumer<String, byte[]> consumer =
                        new KafkaConsumer<>(consumerSettings, new StringDeserializer(), new ByteArrayDeserializer());
                Producer<String, Object> producer =
                        new KafkaProducer<>(producerSettings, new StringSerializer(), serializer)) {
            List<TopicPartition> all = Stream.of(Topics.SIGNUP_REQUESTED, Topics.ACTIVATION_REQUESTED)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToEnd(all);
            all.forEach(consumer::position);
            positioned = true;
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    answer(record, producer);
                }
            }
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record, Producer<String, Object> producer) {
        String partition = Headers.text(record.headers(), Headers.REPLY_PARTITION);
        replyTo(record, deserializer.deserialize(record.topic(), record.value()))
                .filter(reply -> partition != null)
                .ifPresent(reply -> producer.send(new ProducerRecord<>(
                        Topics.SIGNUP_REPLIES,
                        Integer.valueOf(partition),
                        Headers.text(record.headers(), Headers.REPLY_ID),
                        reply)));
    }

    private Optional<SignupReply> replyTo(ConsumerRecord<String, byte[]> record, Object event) {
        if (event instanceof ActivationRequested request) {
            activations.add(request);
            return activation.apply(request);
        }
        SignupRequested request = (SignupRequested) event;
        seen.add(new Seen(record, request));
        return script.apply(request);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
