package signup.ingress.kafka;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
 *
 * <p>Before the start is over, requests are refused: their schemas are not known, and the serializer would wait for the
 * registry on the event loop.
 */
final class KafkaRequests implements Requests {

    private final Producer<String, Object> producer;
    private final ReplyListener listener;
    private final PendingReplies pending;
    private final BooleanSupplier prepared;
    private final Duration replyTimeout;
    private final Timer deadlines;
    private final Clock clock;
    private final FailedRequests failed = new FailedRequests(System::nanoTime);

    /** @param deadlines for as many as are open at a time; nearly all of them are cancelled */
    KafkaRequests(
            Producer<String, Object> producer,
            ReplyListener listener,
            PendingReplies pending,
            BooleanSupplier prepared,
            Duration replyTimeout,
            Timer deadlines,
            Clock clock) {
        this.producer = producer;
        this.listener = listener;
        this.pending = pending;
        this.prepared = prepared;
        this.replyTimeout = replyTimeout;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public Mono<Reply> ask(Request request) {
        return Mono.create(sink -> {
            if (prepared.getAsBoolean()) {
                publish(request, sink);
            } else {
                sink.success(Reply.UNAVAILABLE);
            }
        });
    }

    private void publish(Request request, MonoSink<Reply> sink) {
        AtomicBoolean acknowledged = new AtomicBoolean();
        Timeout deadline = deadlines.newTimeout(
                passed -> sink.success(acknowledged.get() ? Reply.PENDING : Reply.UNAVAILABLE),
                replyTimeout.toMillis(),
                TimeUnit.MILLISECONDS);
        OptionalInt partition = request.waiting() == Waiting.NO ? OptionalInt.empty() : listener.partition();
        Optional<UUID> replyId = partition.isPresent() ? pending.await(sink) : Optional.empty();
        sink.onDispose(() -> {
            deadline.cancel();
            replyId.ifPresent(pending::leave);
        });
        if (request.waiting() == Waiting.OR_NOT_AT_ALL && replyId.isEmpty()) {
            sink.success(Reply.UNAVAILABLE);
            return;
        }
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
