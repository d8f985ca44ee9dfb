package signup.registration.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * After a failed batch: waits, then goes back to the <em>committed</em> offsets, for as long as it fails. Nothing is ever
 * skipped or given up; dead letters are the handlers' matter.
 *
 * <p>To the committed offsets and not to the batch's first: a commit whose outcome was not known may have succeeded, and
 * then the batch must not be sent again. By seeking and not by holding the batch, as {@code DefaultErrorHandler} does for
 * a batch: it polls in between, so a rebalance may give the partition to another consumer and a new generation to this
 * one, which then would commit offsets of a partition that it no longer has.
 */
final class BackToCommitted implements CommonErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(BackToCommitted.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ThreadLocal<BackOffExecution> attempts;

    /** @param backOff unlimited, its steps far below {@code max.poll.interval.ms} */
    BackToCommitted(BackOff backOff) {
        this.attempts = ThreadLocal.withInitial(backOff::start);
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception failure,
            ConsumerRecords<?, ?> batch,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        log.warn("A batch of {} records of {} failed and comes back", batch.count(), batch.partitions(), failure);
        pause(attempts.get(), container);
        while (container.isRunning()) {
            try {
                seek(batch, consumer.committed(batch.partitions(), ANSWER), consumer);
                return;
            } catch (RuntimeException e) {
                log.warn("The committed offsets of {} are not known yet: {}", batch.partitions(), e.toString());
                pause(attempts.get(), container);
            }
        }
    }

    private static void seek(
            ConsumerRecords<?, ?> batch, Map<TopicPartition, OffsetAndMetadata> committed, Consumer<?, ?> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        for (TopicPartition partition : batch.partitions()) {
            OffsetAndMetadata offset = committed.get(partition);
            if (assigned.contains(partition)) {
                consumer.seek(
                        partition,
                        offset == null ? batch.records(partition).get(0).offset() : offset.offset());
            }
        }
    }

    @Override
    public void handleOtherException(
            Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        log.warn("A consumer failed and polls again", failure);
        pause(() -> ANSWER.dividedBy(10).toMillis(), container);
    }

    @Override
    public void clearThreadState() {
        attempts.remove();
    }

    private static void pause(BackOffExecution attempts, MessageListenerContainer container) {
        try {
            ListenerUtils.stoppableSleep(container, attempts.nextBackOff());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
