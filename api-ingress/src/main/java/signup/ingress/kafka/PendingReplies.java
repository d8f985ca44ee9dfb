package signup.ingress.kafka;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;
import signup.events.SignupReply;
import signup.ingress.acceptance.Reply;

/**
 * Who waits for which reply; bounded. Several may wait for one (a client that tries again while its first try waits), and
 * each gets it.
 */
final class PendingReplies {

    private final ConcurrentMap<UUID, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int bound;

    /** A list, because two seldom wait for the same. */
    private record Waiting(MonoSink<Reply> sink, @Nullable Waiting next) {

        @Nullable
        Waiting without(MonoSink<Reply> other) {
            if (sink == other) {
                return next;
            }
            return next == null ? this : new Waiting(sink, next.without(other));
        }
    }

    PendingReplies(int bound) {
        this.bound = bound;
    }

    /** Starts to wait until the sink is done; false when too many wait already. */
    boolean await(UUID correlationId, MonoSink<Reply> sink) {
        if (count.incrementAndGet() > bound) {
            count.decrementAndGet();
            return false;
        }
        waiting.compute(correlationId, (id, others) -> new Waiting(sink, others));
        sink.onDispose(() -> leave(correlationId, sink));
        return true;
    }

    boolean isAwaited(UUID correlationId) {
        return waiting.containsKey(correlationId);
    }

    void deliver(UUID correlationId, SignupReply reply) {
        Reply answered = new Reply.Answered(reply);
        for (Waiting one = waiting.get(correlationId); one != null; one = one.next()) {
            one.sink().success(answered);
        }
    }

    /** How many wait now. */
    int count() {
        return count.get();
    }

    private void leave(UUID correlationId, MonoSink<Reply> sink) {
        waiting.computeIfPresent(correlationId, (id, all) -> all.without(sink));
        count.decrementAndGet();
    }
}
