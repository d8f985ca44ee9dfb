package signup.registration.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import signup.schemas.Topics;

/**
 * Sends what goes out for a batch, and commits the batch's offsets, in one Kafka transaction of its own: either all of
 * it is visible to {@code read_committed} readers and the batch does not come back, or nothing is and it does.
 */
public final class OutgoingTransactions {

    private static final Logger log = LoggerFactory.getLogger(OutgoingTransactions.class);

    private final KafkaTemplate<byte[], byte[]> kafka;

    public OutgoingTransactions(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * Blocks until the transaction has ended. A dead letter that is too large for its topic goes out without what was in
     * it: it would hold its partition up for good.
     *
     * @throws RuntimeException when it did not commit, or when that is not known
     */
    public void commit(
            List<ConsumerRecord<byte[], byte[]>> batch,
            List<ProducerRecord<byte[], byte[]>> outgoing,
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
        commit(
                outgoing,
                transaction -> transaction.sendOffsetsToTransaction(nextOffsets(batch), consumer.groupMetadata()));
    }

    /** As the other, for what comes from no topic. */
    public void commit(List<ProducerRecord<byte[], byte[]>> outgoing) {
        commit(outgoing, transaction -> {});
    }

    private void commit(
            List<ProducerRecord<byte[], byte[]>> outgoing, Consumer<KafkaOperations<byte[], byte[]>> offsets) {
        List<ProducerRecord<byte[], byte[]>> fitting = outgoing;
        while (true) {
            try {
                commitOnce(fitting, offsets);
                return;
            } catch (RuntimeException e) {
                if (!isTooLarge(e)) {
                    throw e;
                }
                fitting = DeadLetters.withoutLargest(fitting).orElseThrow(() -> e);
            }
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }

    private void commitOnce(
            List<ProducerRecord<byte[], byte[]>> outgoing, Consumer<KafkaOperations<byte[], byte[]>> offsets) {
        kafka.executeInTransaction(transaction -> {
            try {
                send(outgoing, transaction);
                // Clients wait for their replies, and nobody for the offsets: these would let them linger for a round
                // trip.
                transaction.flush();
                offsets.accept(transaction);
                return true;
            } catch (LinkageError | AssertionError e) {
                // The template aborts on exceptions only; after an error its producer would stay in the transaction.
                throw new IllegalStateException("An error in a transaction", e);
            }
        });
    }

    private static void send(
            List<ProducerRecord<byte[], byte[]>> outgoing, KafkaOperations<byte[], byte[]> transaction) {
        int replyPartitions = 0;
        for (ProducerRecord<byte[], byte[]> record : outgoing) {
            if (record.topic().equals(Topics.SIGNUP_REPLIES)) {
                if (replyPartitions == 0) {
                    replyPartitions =
                            transaction.partitionsFor(Topics.SIGNUP_REPLIES).size();
                }
                if (record.partition() >= replyPartitions) {
                    log.debug("No reply: {} has no partition {}", Topics.SIGNUP_REPLIES, record.partition());
                    continue;
                }
            }
            transaction.send(record);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> nextOffsets(List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
        }
        return offsets;
    }
}
