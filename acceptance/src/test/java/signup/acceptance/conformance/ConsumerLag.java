package signup.acceptance.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import signup.acceptance.RunningStack;

/** How far a consumer group is behind the end of a topic. */
record ConsumerLag(String bootstrapServers, String group, String topic) {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Mails that are owed and not in the ledger yet. */
    static List<ConsumerLag> ofMailsToRecord(RunningStack stack) {
        String bootstrapServers = "127.0.0.1:" + stack.port(9092);
        return List.of(
                new ConsumerLag(bootstrapServers, "notification-worker", "user.created"),
                new ConsumerLag(bootstrapServers, "notification-worker", "mail.requested"));
    }

    void awaitNone(Duration longest) {
        Map<String, Object> committedOnly =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                KafkaConsumer<byte[], byte[]> reader =
                        new KafkaConsumer<>(committedOnly, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            reader.assign(partitions);
            Awaitility.await().atMost(longest).until(() -> isNone(admin, reader, partitions));
        }
    }

    /** Reads on from where the group is: what is left there may be markers, with which transactions end. */
    private boolean isNone(Admin admin, KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        for (TopicPartition partition : partitions) {
            var at = committed.get(partition);
            reader.seek(partition, at == null ? 0 : at.offset());
        }
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
            if (!reader.poll(POLL).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
