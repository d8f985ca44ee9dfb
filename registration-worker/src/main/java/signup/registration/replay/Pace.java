package signup.registration.replay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps a job to its rate: each batch waits until those before it have had their time. For one thread. */
final class Pace {

    private final @Nullable Rate rate;
    private final Stop stop;
    private long freeAtNanos = System.nanoTime();

    Pace(@Nullable Rate rate, Stop stop) {
        this.rate = rate;
        this.stop = stop;
    }

    /** The largest batch that keeps the rate even. */
    int batch(int largest) {
        return rate == null ? largest : Math.min(largest, rate.perSecond());
    }

    /** Waits until so many records may be taken, or until told to end. */
    void await(int records) {
        if (rate == null) {
            return;
        }
        long now = System.nanoTime();
        long wait = freeAtNanos - now;
        if (wait > 0) {
            stop.await(Duration.ofNanos(wait));
        }
        freeAtNanos = Math.max(now, freeAtNanos) + rate.timeOf(records).toNanos();
    }
}
