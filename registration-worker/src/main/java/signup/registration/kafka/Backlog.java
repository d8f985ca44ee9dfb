package signup.registration.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What waits for the listeners of one topic on this instance: how many records, and since when. As each of its consumers
 * last saw it, so without asking the broker.
 */
public final class Backlog {

    private static final long STALE_MILLIS = 30_000;

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
        return batch.stream()
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .collect(Collectors.toSet())
                .stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }
}
