package signup.registration.kafka;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Takes a batch, has it handled, and ends it with one Kafka transaction. It never acknowledges: only that transaction
 * commits offsets. What cannot be decoded becomes a dead letter in the same transaction.
 *
 * <p>The transaction is this listener's and not the container's: Spring Kafka 4.1 only logs when a container's
 * transaction is fenced, and goes on past the batch.
 */
final class ExactlyOnceListener<E extends SpecificRecord>
        implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private final Class<E> type;
    private final BatchHandler<E> handler;
    private final EventCodec codec;
    private final OutgoingTransactions transactions;
    private final Backlog backlog;
    private final ListenerMetrics metrics;
    private final Clock clock;

    ExactlyOnceListener(
            Class<E> type,
            BatchHandler<E> handler,
            EventCodec codec,
            OutgoingTransactions transactions,
            Backlog backlog,
            ListenerMetrics metrics,
            Clock clock) {
        this.type = type;
        this.handler = handler;
        this.codec = codec;
        this.transactions = transactions;
        this.backlog = backlog;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> batch,
            @Nullable Acknowledgment neverUsed,
            @Nullable Consumer<?, ?> consumer) {
        Consumer<?, ?> caller = Objects.requireNonNull(consumer);
        try {
            backlog.taken(batch, caller);
            Outgoing outgoing = new Outgoing(codec, metrics, clock);
            List<Incoming<E>> events =
                    codec.decode(batch, type, record -> outgoing.deadLetter(record, DeadLetterCause.UNDECODABLE));
            handler.handle(events, outgoing);
            transactions.commit(batch, outgoing.records(), caller);
            metrics.batch(batch.size());
            backlog.done(batch, caller);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error e) {
            throw new IllegalStateException("An error in a listener: the batch comes back", e);
        }
    }
}
