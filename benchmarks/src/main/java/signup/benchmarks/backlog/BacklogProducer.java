package signup.benchmarks.backlog;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import signup.events.SignupRequested;
import signup.schemas.IdentityKey;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroSerializer;

/** Writes signups to {@code signup.requested} as fast as the broker takes them, keyed as the ingress keys them. */
public final class BacklogProducer implements AutoCloseable {

    private final Producer<String, Object> producer;
    private final SampleSignups samples;
    private long next;

    public BacklogProducer(String bootstrapServers, String registryUrl, SampleSignups samples) {
        ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
        serializer.configure(Map.of("schema.registry.url", registryUrl, "auto.register.schemas", true), false);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        "20",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        String.valueOf(256 << 10)),
                new StringSerializer(),
                serializer);
        this.samples = samples;
    }

    /** Writes so many more, and returns when Kafka has them. */
    public void write(long count) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        for (long end = next + count; next < end; next++) {
            SignupRequested signup = samples.signup(next);
            String key = IdentityKey.ofSignup(
                    signup.getUsername(), signup.getEmail(), signup.getExtId(), signup.getSignupId());
            producer.send(new ProducerRecord<>(Topics.SIGNUP_REQUESTED, key, signup), (metadata, e) -> {
                if (e != null) {
                    failure.set(e);
                }
            });
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("The broker did not take the backlog", failure.get());
        }
    }

    /** How many were written in all. */
    public long written() {
        return next;
    }

    @Override
    public void close() {
        producer.close();
    }
}
