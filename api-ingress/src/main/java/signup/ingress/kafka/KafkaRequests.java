package signup.ingress.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import signup.ingress.acceptance.Reply;
import signup.ingress.acceptance.Requests;
import signup.schemas.Headers;

/**
 * Requests as Kafka records.
 *
 * <p>The producer is set up ({@code max.block.ms=0}) to refuse at once, instead of blocking, what it cannot buffer or has no
 * metadata for, and ({@code delivery.timeout.ms} below the reply timeout) to say in time what the cluster did not
 * acknowledge. It does not always: a batch expires late when its partition waits for another, and after a pause of this
 * process everything runs out at once. So {@code Pending} is answered for what was acknowledged and for nothing else.
 */
final class KafkaRequests implements Requests {

    private final Producer<String, Object> producer;
    private final ReplyListener listener;
    private final PendingReplies pending;
    private final Duration replyTimeout;
    private final Clock clock;
    private final FailedRequests failed = new FailedRequests(System::nanoTime);

    KafkaRequests(
            Producer<String, Object> producer,
            ReplyListener listener,
            PendingReplies pending,
            Duration replyTimeout,
            Clock clock) {
        this.producer = producer;
        this.listener = listener;
        this.pending = pending;
        this.replyTimeout = replyTimeout;
        this.clock = clock;
    }

    @Override
    public Mono<Reply> ask(Request request) {
        return Mono.defer(() -> {
            AtomicBoolean acknowledged = new AtomicBoolean();
            return Mono.<Reply>create(sink -> publish(request, acknowledged, sink))
                    .timeout(
                            replyTimeout,
                            Mono.fromSupplier(() -> acknowledged.get() ? Reply.PENDING : Reply.UNAVAILABLE));
        });
    }

    private void publish(Request request, AtomicBoolean acknowledged, MonoSink<Reply> sink) {
        OptionalInt partition = request.waits() ? listener.partition() : OptionalInt.empty();
        Optional<UUID> replyId = partition.isPresent() ? pending.await(sink) : Optional.empty();
        ProducerRecord<String, Object> message = new ProducerRecord<>(request.topic(), request.key(), request.value());
        header(message, Headers.TRACEPARENT, TraceParent.continuing(request.traceparent()));
        replyId.ifPresent(id -> {
            header(message, Headers.REPLY_PARTITION, Integer.toString(partition.getAsInt()));
            header(message, Headers.REPLY_ID, id.toString());
            header(message, Headers.REPLY_UNTIL, Long.toString(clock.millis() + replyTimeout.toMillis()));
        });
        try {
            producer.send(message, (metadata, failure) -> {
                if (failure != null) {
                    fail(request, failure, sink);
                    return;
                }
                acknowledged.set(true);
                if (replyId.isEmpty()) {
                    sink.success(Reply.PENDING);
                }
            });
        } catch (RuntimeException e) {
            fail(request, e, sink);
        }
    }

    private void fail(Request request, Exception failure, MonoSink<Reply> sink) {
        failed.add(request, failure);
        sink.success(Reply.UNAVAILABLE);
    }

    private static void header(ProducerRecord<String, Object> message, String name, String value) {
        message.headers().add(name, Headers.bytes(value));
    }
}
