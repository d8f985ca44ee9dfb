package signup.notification;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import signup.events.NotificationOutcome;
import signup.local.fixture.Fixture;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroDeserializer;

/** What subscribers of {@code notification.outcomes} read. */
final class Outcomes {

    private Outcomes() {}

    /** A record of the topic. */
    record Published(ConsumerRecord<String, byte[]> record, NotificationOutcome event) {
        String key() {
            return record.key();
        }

        String header(String name) {
            return Headers.text(record.headers(), name);
        }
    }

    /** The first outcome of a mail to this user. */
    static Published awaitOf(UUID sub) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> of(sub), found -> !found.isEmpty())
                .get(0);
    }

    /** All outcomes of mails to this user until now, oldest first. */
    static List<Published> of(UUID sub) {
        List<Published> found = new ArrayList<>();
        try (ConfluentAvroDeserializer decoder = new ConfluentAvroDeserializer();
                KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            decoder.configure(
                    Map.of("schema.registry.url", Fixture.registry().url(), "specific.avro.reader", true), false);
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.NOTIFICATION_OUTCOMES).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    NotificationOutcome event =
                            decoder.deserialize(record.topic(), record.value(), NotificationOutcome.class);
                    if (sub.equals(event.getSub())) {
                        found.add(new Published(record, event));
                    }
                }
            }
        }
        return found;
    }
}
