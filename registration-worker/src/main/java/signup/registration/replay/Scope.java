package signup.registration.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to do.
 *
 * @param id names the job: in the header {@code replay-of}, in its consumer group and in its transactional id
 * @param from takes nothing before; null for no bound
 * @param to takes nothing at or after; null for what is there when the job starts
 * @param rate the most that it takes in a second; null for as much as it can
 * @param dryRun whether it only tells what it would do
 */
record Scope(
        String id,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Rate rate,
        boolean dryRun) {

    Scope {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("--from " + from + " is not before --to " + to);
        }
    }

    /** The same with an upper bound. */
    Scope boundedBy(Instant now) {
        return to == null && (from == null || from.isBefore(now)) ? new Scope(id, from, now, rate, dryRun) : this;
    }

    boolean contains(Instant moment) {
        return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
    }

    /** The bounds in words. */
    String bounds() {
        return "from " + (from == null ? "the beginning" : from) + " to " + (to == null ? "the end" : to);
    }
}
