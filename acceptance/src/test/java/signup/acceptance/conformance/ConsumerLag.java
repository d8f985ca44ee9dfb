package signup.acceptance.conformance;

import java.time.Duration;
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

    /** Users whose mails, if they are owed any, are not in the ledger yet. */
    static ConsumerLag ofMailsToRecord(RunningStack stack) {
        return new ConsumerLag("127.0.0.1:" + stack.port(9092), "notification-worker", "user.created");
    }

    void awaitNone(Duration longest) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Awaitility.await().atMost(longest).until(() -> isNone(admin));
        }
    }

    private boolean isNone(Admin admin) throws ExecutionException, InterruptedException {
        int partitions = admin.describeTopics(java.util.List.of(topic))
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
