package signup.registration.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for the listeners of one topic on this instance: how many records, and since when. As each of its consumers
 * last saw it, so without asking the broker; only one that is paused, and so fetches nothing, asks now and then.
 */
public final class Backlog {

    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    private static final long STALE_MILLIS = 30_000;
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final Map<Thread, Seen> seen = new ConcurrentHashMap<>();
    private final LongAdder taken = new LongAdder();
    private final Clock clock;

    /**
     * @param records the batch in work and the fetched offsets after it
     * @param oldestMillis when the oldest that is known to wait was written; -1 when none waits
     * @param atMillis when this was seen
     */
    private record Seen(long records, long oldestMillis, long atMillis) {}

    Backlog(String topic, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        Gauge.builder("signup.lag", this, Backlog::seconds)
                .description("Age of the oldest record in work or waiting")
                .baseUnit("seconds")
                .tag("topic", topic)
                .register(meters);
        Gauge.builder("signup.backlog", this, Backlog::records)
                .description("Records in work and known to wait")
                .tag("topic", topic)
                .register(meters);
    }

    /** How many records are in work or wait; 0 when the consumers are idle. */
    public long records() {
        long fresh = clock.millis() - STALE_MILLIS;
        return seen.values().stream()
                .filter(consumer -> consumer.atMillis() > fresh)
                .mapToLong(Seen::records)
                .sum();
    }

    /** How many records the consumers have taken since this instance started. */
    public long taken() {
        return taken.sum();
    }

    /** How long the oldest of them has waited; 0 when the consumers are idle. */
    double seconds() {
        long now = clock.millis();
        return seen.values().stream()
                        .filter(consumer -> consumer.oldestMillis() >= 0)
                        .mapToLong(consumer -> Math.max(0, now - consumer.oldestMillis()))
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    void taken(List<ConsumerRecord<byte[], byte[]>> batch, Consumer<?, ?> consumer) {
        taken.add(batch.size());
        see(batch.size() + waiting(batch, consumer), oldest(batch));
    }

    void done(List<ConsumerRecord<byte[], byte[]>> batch, Consumer<?, ?> consumer) {
        long waiting = waiting(batch, consumer);
        see(waiting, waiting == 0 ? -1 : batch.get(batch.size() - 1).timestamp());
    }

    /**
     * To be called now and then on the thread of a consumer that is paused: looks how far the topic has grown. The oldest
     * that waits counts from when any was first seen to wait, as its time is known only when it is fetched. A marker of a
     * transaction that the consumer has not passed yet counts as a record.
     */
    void paused(Consumer<?, ?> consumer) {
        long waiting = 0;
        try {
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(consumer.assignment(), ANSWER).entrySet()) {
                waiting += Math.max(0, end.getValue() - consumer.position(end.getKey(), ANSWER));
            }
        } catch (RetriableException e) {
            log.debug("How many records wait is not known now", e);
            return;
        }
        Seen before = seen.get(Thread.currentThread());
        boolean known = before != null && before.oldestMillis() >= 0;
        see(waiting, waiting == 0 ? -1 : known ? before.oldestMillis() : clock.millis());
    }

    /**
     * To be called now and then on the thread of a consumer that fetches but gets nothing: what it had seen to wait may
     * have been markers of transactions, which no batch brings.
     */
    void idle(Consumer<?, ?> consumer) {
        if (waitingOf(consumer.assignment(), consumer) == 0) {
            see(0, -1);
        }
    }

    /** The calling consumer has given partitions up: what waited there is no longer its own. */
    void forget() {
        seen.remove(Thread.currentThread());
    }

    private void see(long records, long oldestMillis) {
        seen.put(Thread.currentThread(), new Seen(records, oldestMillis, clock.millis()));
        seen.keySet().removeIf(thread -> !thread.isAlive());
    }

    private static long oldest(List<ConsumerRecord<byte[], byte[]>> batch) {
        return batch.stream().mapToLong(ConsumerRecord::timestamp).min().orElse(-1);
    }

    private static long waiting(List<ConsumerRecord<byte[], byte[]>> batch, Consumer<?, ?> consumer) {
        return waitingOf(
                batch.stream()
                        .map(record -> new TopicPartition(record.topic(), record.partition()))
                        .collect(Collectors.toSet()),
                consumer);
    }

    private static long waitingOf(Set<TopicPartition> partitions, Consumer<?, ?> consumer) {
        return partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }
}
