package signup.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What came of a load, warm-up excluded.
 *
 * @param sent how many requests were sent, warm-up included
 * @param measured how long was measured
 * @param untilLast how long it took until the last answer
 * @param statuses answers by status
 * @param latencies of the answers, in nanoseconds, from when each request was due
 * @param perSecond answers in each second
 * @param checked how many bodies were looked into
 * @param wrong how many of these were not as expected
 * @param broken connections that broke
 * @param unanswered requests without an answer at the end
 */
public record LoadResult(
        long sent,
        Duration measured,
        Duration untilLast,
        Map<Integer, Long> statuses,
        Histogram latencies,
        List<Long> perSecond,
        long checked,
        long wrong,
        long broken,
        long unanswered) {

    private static final int COURSE_STEP = 5;

    /** Answers of that status per second. */
    public double rateOf(int status) {
        return statuses.getOrDefault(status, 0L) / (measured.toNanos() / 1e9);
    }

    /** Answers of that status per second until the last: the rate of a burst. */
    public double rateToTheLast(int status) {
        return statuses.getOrDefault(status, 0L) / (untilLast.toNanos() / 1e9);
    }

    /** The latency, in milliseconds, that {@code percentile} percent of the answers did not exceed. */
    public double millisAt(double percentile) {
        return latencies.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    /** In one line: the answers of every fifth second, which tell whether the warm-up was long enough. */
    public String course() {
        return IntStream.range(0, perSecond.size())
                .filter(second -> second % COURSE_STEP == 0)
                .mapToObj(second -> String.format("%,d", perSecond.get(second)))
                .collect(Collectors.joining(" … ", "a second's answers: ", ""));
    }

    /** In one line: every status, and what went wrong. */
    public String summary() {
        StringBuilder text = new StringBuilder("statuses " + new TreeMap<>(statuses));
        append(text, wrong, "wrong bodies of " + checked + " looked into");
        append(text, broken, "broken connections");
        append(text, unanswered, "unanswered");
        return text.toString();
    }

    /**
     * This.
     *
     * @throws IllegalStateException when there was anything but right answers of that status: a rate would mean nothing
     */
    public LoadResult requireOnly(int status) {
        if (!statuses.keySet().equals(Set.of(status)) || checked == 0 || wrong + broken + unanswered > 0) {
            throw new IllegalStateException("Not every answer was a right " + status + ": " + summary());
        }
        return this;
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(what);
        }
    }
}
