package signup.registration.model;

import java.time.Instant;

/**
 * Which moments a sound clock tells. An event can carry others, of which the database makes infinity, or keeps them so that
 * nothing is ever later.
 */
public final class SoundTime {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private SoundTime() {}

    public static boolean isSound(Instant moment) {
        return !moment.isBefore(FIRST) && !moment.isAfter(LAST);
    }

    /** The moment; for an unsound one the nearest that can be kept, which is unsound as well. */
    public static Instant bounded(Instant moment) {
        if (moment.isBefore(FIRST)) {
            return FIRST.minusSeconds(1);
        }
        return moment.isAfter(LAST) ? LAST.plusSeconds(1) : moment;
    }
}
