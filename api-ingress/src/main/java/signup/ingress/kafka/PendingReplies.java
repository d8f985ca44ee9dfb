package signup.ingress.kafka;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.MonoSink;
import signup.events.SignupReply;
import signup.ingress.acceptance.Reply;

/**
 * Who waits for which reply; bounded. Each waits under an id of its own: two tries of one signup, here or at an instance that
 * reads the same partition, may differ in their bodies and so in their replies.
 */
final class PendingReplies {

    private final ConcurrentMap<UUID, MonoSink<Reply>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder turnedAway = new LongAdder();
    private final int bound;

    PendingReplies(int bound) {
        this.bound = bound;
    }

    /** Starts to wait for the reply of this id, until it is told to {@link #leave}; none when too many wait already. */
    Optional<UUID> await(MonoSink<Reply> sink) {
        if (count.incrementAndGet() > bound) {
            count.decrementAndGet();
            turnedAway.increment();
            return Optional.empty();
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        UUID id = new UUID(random.nextLong(), random.nextLong());
        waiting.put(id, sink);
        return Optional.of(id);
    }

    boolean isAwaited(UUID id) {
        return waiting.containsKey(id);
    }

    void deliver(UUID id, SignupReply reply) {
        MonoSink<Reply> sink = waiting.get(id);
        if (sink != null) {
            sink.success(new Reply.Answered(reply));
        }
    }

    /** Ends a wait, whatever came of it; once is enough. */
    void leave(UUID id) {
        if (waiting.remove(id) != null) {
            count.decrementAndGet();
        }
    }

    /** How many wait now. */
    int count() {
        return count.get();
    }

    /** How many were told not to wait, because too many did. */
    long turnedAway() {
        return turnedAway.sum();
    }
}
