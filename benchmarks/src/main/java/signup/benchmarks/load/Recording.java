package signup.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Gathers what came of a load. All times are nanoseconds from the load's start. For one thread. */
final class Recording {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;

    private final long from;
    private final long until;
    private final Histogram latencies = new Histogram(LONGEST, DIGITS);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final long[] perSecond;
    private long checked;
    private long wrong;
    private long broken;
    private long last;

    Recording(Duration warmUp, Duration measured) {
        this.from = warmUp.toNanos();
        this.until = from + measured.toNanos();
        this.perSecond = new long[(int) (measured.toSeconds() + 1)];
    }

    /** An answer counts in the rate by when it came, and in the latencies by when its request was due. */
    void answered(int status, long due, long now) {
        last = now;
        if (now >= from && now < until) {
            statuses.merge(status, 1L, Long::sum);
            perSecond[(int) TimeUnit.NANOSECONDS.toSeconds(now - from)]++;
        }
        if (due >= from && due < until) {
            latencies.recordValue(Math.min(LONGEST, Math.max(0, now - due)));
        }
    }

    /** Bodies of the warm-up do not count: while all is cold, clients hear that their signup is pending. */
    void checked(boolean right, long now) {
        if (now < from) {
            return;
        }
        checked++;
        if (!right) {
            wrong++;
        }
    }

    void broken() {
        broken++;
    }

    LoadResult result(long sent, long unanswered) {
        int whole = (int) TimeUnit.NANOSECONDS.toSeconds(until - from);
        return new LoadResult(
                sent,
                Duration.ofNanos(until - from),
                Duration.ofNanos(Math.max(0, last - from)),
                Map.copyOf(statuses),
                latencies,
                Arrays.stream(perSecond, 0, whole).boxed().toList(),
                checked,
                wrong,
                broken,
                unanswered);
    }
}
