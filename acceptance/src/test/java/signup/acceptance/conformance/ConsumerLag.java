package signup.acceptance.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import signup.acceptance.RunningStack;

/** How far a consumer group is behind the end of a topic. */
record ConsumerLag(String bootstrapServers, String group, String topic) {

    /** A transaction ends with a marker, which nobody commits. */
    private static final long MARKER = 1;

    /** Mails that are owed and not in the ledger yet. */
    static List<ConsumerLag> ofMailsToRecord(RunningStack stack) {
        String bootstrapServers = "127.0.0.1:" + stack.port(9092);
        return List.of(
                new ConsumerLag(bootstrapServers, "notification-worker", "user.created"),
                new ConsumerLag(bootstrapServers, "notification-worker", "mail.requested"));
    }

    void awaitNone(Duration longest) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Awaitility.await().atMost(longest).until(() -> isNone(admin));
        }
    }

    private boolean isNone(Admin admin) throws ExecutionException, InterruptedException {
        int partitions = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
        var ends = admin.listOffsets(IntStream.range(0, partitions)
                        .boxed()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition), any -> OffsetSpec.latest())))
                .all()
                .get();
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            var at = committed.get(end.getKey());
            return end.getValue().offset() - (at == null ? 0 : at.offset()) <= MARKER;
        });
    }
}
