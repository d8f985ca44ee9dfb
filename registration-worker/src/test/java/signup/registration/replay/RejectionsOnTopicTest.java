package signup.registration.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import signup.events.Dialect;
import signup.events.SignupRejected;
import signup.events.ViolationReason;
import signup.registration.kafka.EventCodec;
import signup.registration.model.Reason;
import signup.registration.model.Violation;
import signup.schemas.Topics;

/** With Kafka's own stand-in for a cluster: the real one takes no record that is as old as a test needs it to be found late. */
class RejectionsOnTopicTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.SIGNUP_REJECTED, 0);

    @Test
    void aRetryIsKnownToBeRefusedHoweverLongBeforeItsFirstRequestWas() {
        Instant refusedAt = Instant.parse("2026-11-22T09:00:00Z");
        SignupRejected refusal = new SignupRejected(
                UUID.randomUUID(),
                refusedAt,
                UUID.randomUUID(),
                Dialect.AUTHENTIC,
                List.of(new signup.events.Violation("email", ViolationReason.TAKEN)));

        RejectionsOnTopic rejections = RejectionsOnTopic.read(
                topicWith(refusal),
                new EventCodec((topic, event) -> new byte[0], (topic, bytes) -> refusal),
                new Stop());

        assertThat(rejections.of(refusal.getSignupId())).hasValueSatisfying(rejection -> {
            assertThat(rejection.violations()).containsExactly(new Violation("email", Reason.TAKEN));
            assertThat(rejection.decidedAt()).isEqualTo(refusedAt);
        });
        assertThat(rejections.of(UUID.randomUUID())).isEmpty();
        assertThat(rejections.used()).isEqualTo(1);
    }

    private static MockConsumer<byte[], byte[]> topicWith(SignupRejected refusal) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        Node node = new Node(0, "localhost", 1);
        Node[] nodes = {node};
        consumer.updatePartitions(
                Topics.SIGNUP_REJECTED, List.of(new PartitionInfo(Topics.SIGNUP_REJECTED, 0, node, nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 1L));
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                Topics.SIGNUP_REJECTED,
                0,
                0,
                refusal.getOccurredAt().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty())));
        return consumer;
    }
}
