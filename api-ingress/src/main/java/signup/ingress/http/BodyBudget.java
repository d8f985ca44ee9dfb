package signup.ingress.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the bodies that are under way hold in all, because a client may take its time over each. Small ones are bounded by
 * the connections and cost nothing here. Safe for use by several threads.
 */
final class BodyBudget {

    /** Up to so many bytes a body is not counted; nearly all signups are shorter. */
    static final int UNCOUNTED = 16 << 10;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most in bytes */
    BodyBudget(long most) {
        this.most = most;
    }

    /** The part of one body that is about to come. */
    Share share() {
        return new Share();
    }

    /** What one body holds. A client may hang up on another thread than its bytes come on. */
    final class Share {

        private long come;
        private long counted;
        private boolean ended;

        /** Counts bytes that have come; false when they are too many. */
        synchronized boolean take(int bytes) {
            come += bytes;
            long more = come - counted;
            if (come <= UNCOUNTED || ended) {
                return !ended;
            }
            if (held.addAndGet(more) > most) {
                held.addAndGet(-more);
                return false;
            }
            counted = come;
            return true;
        }

        /** The body was read or given up. */
        synchronized void end() {
            ended = true;
            held.addAndGet(-counted);
            counted = 0;
        }
    }
}
