package signup.benchmarks.backlog;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import signup.local.Broker;
import signup.schemas.Topics;

/**
 * What a {@code read_committed} subscriber of {@code user.created} gets.
 *
 * @param events how many events there are
 * @param users how many users they tell of
 */
public record Outcome(long events, long users) {

    private static final Duration POLL = Duration.ofSeconds(1);

    /** Reads the topic from its beginning to where it ends now. */
    public static Outcome read(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (Consumer<String, ByteBuffer> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteBufferDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Broker.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.USER_CREATED, partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long events = 0;
            Set<UUID> users = new HashSet<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var created : consumer.poll(POLL)) {
                    events++;
                    users.add(UUID.fromString(created.key()));
                }
            }
            return new Outcome(events, users.size());
        }
    }

    /**
     * Checks that so many users were told of, each once.
     *
     * @throws IllegalStateException when some were lost or told of twice
     */
    public void require(long expected) {
        if (events != expected || users != expected) {
            throw new IllegalStateException(
                    expected + " users were expected, but there are " + events + " events of " + users + " users");
        }
    }
}
