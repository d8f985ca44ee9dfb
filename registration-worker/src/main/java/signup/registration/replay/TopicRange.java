package signup.registration.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
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

    /** Has the consumer read it, and nothing else. */
    void assignTo(Consumer<?, ?> consumer) {
        consumer.assign(ends.keySet());
        starts.forEach(consumer::seek);
    }

    /** What of this is in it; what the consumer need not read any more is paused. */
    <K, V> List<ConsumerRecord<K, V>> within(ConsumerRecords<K, V> polled, Consumer<?, ?> consumer) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>(polled.count());
        for (ConsumerRecord<K, V> record : polled) {
            if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                records.add(record);
            }
        }
        consumer.pause(ends.keySet().stream()
                .filter(partition -> isReached(partition, consumer))
                .toList());
        return records;
    }

    /** Whether the consumer has read all of it. */
    boolean isReached(Consumer<?, ?> consumer) {
        return consumer.paused().equals(Set.copyOf(ends.keySet()))
                || ends.keySet().stream().allMatch(partition -> isReached(partition, consumer));
    }

    private boolean isReached(TopicPartition partition, Consumer<?, ?> consumer) {
        return consumer.position(partition) >= ends.get(partition);
    }
}
