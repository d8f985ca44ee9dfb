package signup.ingress.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import signup.ingress.settings.IngressSettings;
import signup.schemas.Topic;
import signup.schemas.TopicProvisioning;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroSerializer;

/**
 * Makes the way to Kafka ready, in the background and until it succeeds: topics there, schemas known, metadata fetched,
 * replies listened to. Until then the health indicator is down and says what it waits for; after that no request needs the
 * registry, nor blocks for metadata.
 */
final class KafkaStart implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(KafkaStart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BACK_OFF = Duration.ofMillis(500);
    private static final Duration METADATA_BACK_OFF = Duration.ofMillis(20);

    private static final List<Topic> WRITTEN =
            List.of(Topics.named(Topics.SIGNUP_REQUESTED), Topics.named(Topics.ACTIVATION_REQUESTED));
    private static final Topic READ = Topics.named(Topics.SIGNUP_REPLIES);

    private final Supplier<Admin> admins;
    private final Producer<String, Object> producer;
    private final Serializer<Object> serializer;
    private final ReplyListener listener;
    private final IngressSettings.Topics settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String waitingFor = "the start";
    private volatile boolean prepared;
    private volatile boolean running;
    private final Thread starter = new Thread(this::prepare, "kafka-start");
    private Thread replies = new Thread();

    KafkaStart(
            Supplier<Admin> admins,
            Producer<String, Object> producer,
            Serializer<Object> serializer,
            ReplyListener listener,
            IngressSettings.Topics settings) {
        this.admins = admins;
        this.producer = producer;
        this.serializer = serializer;
        this.listener = listener;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        replies = new Thread(listener, "signup-replies");
        starter.start();
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        listener.stop();
        try {
            replies.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server has answered what it had begun (which stops first): a lower phase stops later. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Whether a record can be sent without asking anybody for its schema. Stays so once it is. */
    boolean isPrepared() {
        return prepared;
    }

    @Override
    public Health health() {
        if (!prepared) {
            return Health.down().withDetail("waitingFor", waitingFor).build();
        }
        if (!replies.isAlive()) {
            return Health.down().withDetail("replies", "not read any more").build();
        }
        return listener.partition().isPresent()
                ? Health.up().build()
                : Health.down()
                        .withDetail("waitingFor", "a position in the replies")
                        .build();
    }

    private void prepare() {
        boolean done = untilItSucceeds("topics", BACK_OFF, this::provideTopics)
                && untilItSucceeds("schemas", BACK_OFF, this::warmSchemas)
                && untilItSucceeds("metadata", METADATA_BACK_OFF, this::fetchMetadata);
        if (done) {
            replies.start();
            prepared = true;
        }
    }

    private void provideTopics() {
        List<Topic> needed = List.of(WRITTEN.get(0), WRITTEN.get(1), READ);
        try (Admin admin = admins.get()) {
            TopicProvisioning topics = new TopicProvisioning(admin, PATIENCE);
            if (settings.create()) {
                topics.create(needed, settings.partitions());
            } else {
                topics.verify(needed);
            }
        }
    }

    private void warmSchemas() {
        if (serializer instanceof ConfluentAvroSerializer ours) {
            ours.warmUp(WRITTEN);
        } else {
            Exemplars.ALL.forEach(serializer::serialize);
        }
        listener.warmUp();
    }

    private void fetchMetadata() {
        WRITTEN.forEach(topic -> producer.partitionsFor(topic.name()));
    }

    private boolean untilItSucceeds(String what, Duration backOff, Runnable step) {
        waitingFor = what;
        while (running) {
            try {
                step.run();
                return true;
            } catch (TimeoutException e) {
                waitingFor = what + ": Kafka does not answer";
                log.debug("Waiting for {}: {}", what, e.toString());
            } catch (RuntimeException e) {
                waitingFor = what + ": " + e.getMessage();
                log.warn("Not ready, trying again: {}: {}", what, e.toString());
            }
            if (!pause(backOff)) {
                return false;
            }
        }
        return false;
    }

    private boolean pause(Duration time) {
        try {
            return !stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
