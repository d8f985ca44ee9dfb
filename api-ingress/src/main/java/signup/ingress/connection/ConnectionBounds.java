package signup.ingress.connection;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, in all and of each peer; bounded. Safe for use by several threads. */
final class ConnectionBounds {

    private final int most;
    private final int mostOfOne;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byPeer = new ConcurrentHashMap<>();

    ConnectionBounds(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Counts a connection of that peer; false, and not counted, when it is one too many.
     *
     * @param ofManyClients whether the peer connects for others, and may have as many as there are
     */
    boolean enter(String peer, boolean ofManyClients) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        if (byPeer.merge(peer, 1, Integer::sum) > mostOfOne && !ofManyClients) {
            leave(peer);
            return false;
        }
        return true;
    }

    /** One that {@linkplain #enter entered} has ended. */
    void leave(String peer) {
        byPeer.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }
}
