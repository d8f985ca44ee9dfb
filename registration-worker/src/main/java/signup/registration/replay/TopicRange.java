package signup.registration.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a topic with two ends, both noted when it is made: what is written later is not in it. Where the clocks of
 * those who wrote went backwards, a record near a bound may fall on either side.
 *
 * @param starts the first offset in each partition
 * @param ends the offset after the last
 */
record TopicRange(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STANDSTILL = Duration.ofMinutes(1);

    /**
     * The records of the topic from {@code from} to before {@code to}.
     *
     * @throws IllegalStateException when the cluster has no such topic
     * @throws org.apache.kafka.common.KafkaException when the cluster cannot be asked
     */
    static TopicRange of(Consumer<?, ?> consumer, String topic, @Nullable Instant from, @Nullable Instant to) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER);
        if (found == null || found.isEmpty()) {
            throw new IllegalStateException("The Kafka cluster has no topic " + topic);
        }
        List<TopicPartition> partitions = found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions, ANSWER);
        Map<TopicPartition, Long> starts =
                from == null ? consumer.beginningOffsets(partitions, ANSWER) : at(from, last, consumer);
        return new TopicRange(starts, to == null ? last : at(to, last, consumer));
    }

    /** The first offsets from that moment on; where there is none, the end. */
    private static Map<TopicPartition, Long> at(
            Instant moment, Map<TopicPartition, Long> last, Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> moments = new HashMap<>();
        last.keySet().forEach(partition -> moments.put(partition, moment.toEpochMilli()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(moments, ANSWER);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        last.forEach((partition, end) -> {
            OffsetAndTimestamp offset = found.get(partition);
            offsets.put(partition, offset == null ? end : Math.min(end, offset.offset()));
        });
        return offsets;
    }

    /** Offsets in it; where a topic has been compacted, fewer records. */
    long size() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - starts.get(end.getKey())))
                .sum();
    }

    /** The partitions that hold something of it. */
    Set<Integer> partitions() {
        return ends.entrySet().stream()
                .filter(end -> starts.get(end.getKey()) < end.getValue())
                .map(end -> end.getKey().partition())
                .collect(Collectors.toSet());
    }

    /**
     * Reads it to its end, or until told to stop.
     *
     * @param each takes what is read, batch by batch
     * @throws TimeoutException when nothing moves any more, naming where it stands
     */
    <K, V> void read(Consumer<K, V> consumer, Stop stop, java.util.function.Consumer<List<ConsumerRecord<K, V>>> each) {
        consumer.assign(ends.keySet());
        starts.forEach(consumer::seek);
        Map<TopicPartition, Long> positions = positions(consumer);
        long movedNanos = System.nanoTime();
        while (!isReached(positions) && !stop.isRequested()) {
            List<ConsumerRecord<K, V>> records = within(consumer.poll(POLL));
            if (!records.isEmpty()) {
                each.accept(records);
            }
            Map<TopicPartition, Long> now = positions(consumer);
            if (!records.isEmpty() || !now.equals(positions)) {
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > STANDSTILL.toNanos()) {
                throw new TimeoutException("Nothing has come for " + STANDSTILL.toSeconds() + " s after " + where(now));
            }
            positions = now;
            consumer.pause(reached(now));
        }
    }

    private static Map<TopicPartition, Long> positions(Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition, ANSWER)));
        return positions;
    }

    private <K, V> List<ConsumerRecord<K, V>> within(ConsumerRecords<K, V> polled) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>(polled.count());
        for (ConsumerRecord<K, V> record : polled) {
            if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                records.add(record);
            }
        }
        return records;
    }

    private boolean isReached(Map<TopicPartition, Long> positions) {
        return reached(positions).size() == ends.size();
    }

    private List<TopicPartition> reached(Map<TopicPartition, Long> positions) {
        return positions.entrySet().stream()
                .filter(position -> position.getValue() >= ends.get(position.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String where(Map<TopicPartition, Long> positions) {
        return positions.entrySet().stream()
                .filter(position -> position.getValue() < ends.get(position.getKey()))
                .map(position -> position.getKey() + "@" + position.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
