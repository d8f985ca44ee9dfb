package signup.ingress.kafka;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.events.SignupReply;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroDeserializer;

/**
 * Reads the replies of one partition, picked at random, from its end on, on a thread of its own. Assigned, not
 * subscribed: no group, no offsets. A reply that nobody here waits for (it is another instance's) is not even decoded.
 *
 * <p>What fails is tried again for as long as the thread lives; while it does not listen, {@link #partition} is empty, and
 * requests are sent without asking for a reply.
 */
final class ReplyListener implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ReplyListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BACK_OFF = Duration.ofMillis(500);
    private static final Duration REGISTRY_BACK_OFF = Duration.ofMillis(100);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Deserializer<?> deserializer;
    private final PendingReplies pending;
    private volatile int partition = -1;
    private volatile boolean stopped;
    private volatile @Nullable Consumer<String, byte[]> current;

    ReplyListener(Supplier<Consumer<String, byte[]>> consumers, Deserializer<?> deserializer, PendingReplies pending) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.pending = pending;
    }

    /** Where replies reach this instance; empty while its position there is not known. */
    OptionalInt partition() {
        int listening = partition;
        return listening < 0 ? OptionalInt.empty() : OptionalInt.of(listening);
    }

    /** Learns the schema of the replies, if there is one yet; throws while the registry does not answer. */
    void warmUp() {
        if (deserializer instanceof ConfluentAvroDeserializer ours) {
            ours.warmUp(List.of(Topics.named(Topics.SIGNUP_REPLIES)));
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                current = consumer;
                listen(consumer);
            } catch (WakeupException | InterruptException stop) {
                stopped = true;
            } catch (RuntimeException e) {
                log.warn("Replies cannot be read, trying again: {}", e.toString());
                pause(BACK_OFF);
            } finally {
                partition = -1;
                current = null;
            }
        }
    }

    /** Ends {@link #run}; for another thread. */
    void stop() {
        stopped = true;
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void listen(Consumer<String, byte[]> consumer) {
        TopicPartition one = pick(consumer);
        consumer.assign(List.of(one));
        consumer.seekToEnd(List.of(one));
        long position = consumer.position(one, PATIENCE);
        partition = one.partition();
        log.info("Listening for replies on {} from offset {}", one, position);
        while (!stopped) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                accept(record);
            }
        }
    }

    private static TopicPartition pick(Consumer<String, byte[]> consumer) {
        int partitions = consumer.partitionsFor(Topics.SIGNUP_REPLIES, PATIENCE).size();
        if (partitions == 0) {
            throw new KafkaException("The topic " + Topics.SIGNUP_REPLIES + " has no partitions");
        }
        return new TopicPartition(
                Topics.SIGNUP_REPLIES, ThreadLocalRandom.current().nextInt(partitions));
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        UUID id = idOf(record.key());
        if (id == null) {
            return;
        }
        while (!stopped && pending.isAwaited(id)) {
            try {
                if (deserializer.deserialize(record.topic(), record.value()) instanceof SignupReply reply) {
                    pending.deliver(id, reply);
                }
                return;
            } catch (RetriableException registryIsAway) {
                pause(REGISTRY_BACK_OFF);
            } catch (RuntimeException e) {
                log.warn(
                        "The reply at {}-{}@{} is passed over: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.toString());
                return;
            }
        }
    }

    private static @Nullable UUID idOf(@Nullable String key) {
        try {
            return key == null ? null : UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }
}
