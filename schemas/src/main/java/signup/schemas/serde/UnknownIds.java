package signup.schemas.serde;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The schema ids that the registry did not know a moment ago, so that broken records do not make it a target. */
final class UnknownIds {

    /** Broken records can name any id: beyond this many the memory starts anew. */
    private static final int CAPACITY = 10_000;

    private final ConcurrentMap<Integer, Long> asked = new ConcurrentHashMap<>();
    private final long ttlNanos;

    UnknownIds(Duration ttl) {
        this.ttlNanos = ttl.toNanos();
    }

    /** Throws when the id was unknown less than the time to live ago. */
    void check(int id) {
        Long at = asked.get(id);
        if (at != null && System.nanoTime() - at < ttlNanos) {
            throw unknown(id);
        }
    }

    /** Remembers the id; the exception to throw. */
    UndecodableRecordException add(int id) {
        if (asked.size() >= CAPACITY) {
            asked.clear();
        }
        asked.put(id, System.nanoTime());
        return unknown(id);
    }

    private static UndecodableRecordException unknown(int id) {
        return new UndecodableRecordException("The schema registry knows no schema with id " + id);
    }
}
