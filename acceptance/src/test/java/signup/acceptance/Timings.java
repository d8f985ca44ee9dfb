package signup.acceptance;

import java.util.List;

/**
 * How long things of one kind took, to be compared with those of another kind that were taken in turn with them, so that
 * whatever else the machine did fell on both.
 */
final class Timings {

    /** Two samples whose medians are nearer than this are the same to whoever asks over a network. */
    private static final double SMALLEST_MILLIS = 0.5;

    private final double[] sorted;

    /** @param millis each, in any order */
    Timings(List<Double> millis) {
        sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    double median() {
        return percentile(50);
    }

    double percentile(int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /**
     * How far the median of a like sample may be from this one's by chance: the interquartile range. The medians of two
     * samples of 60 differ by a sixth of it (one standard deviation), so that chance alone all but never passes it.
     */
    double spread() {
        return Math.max(SMALLEST_MILLIS, percentile(75) - percentile(25));
    }

    /** Whether these take longer or shorter than chance would have it. */
    boolean differFrom(Timings base) {
        return Math.abs(median() - base.median()) > base.spread();
    }

    @Override
    public String toString() {
        return "n=%d p10=%.2f ms median=%.2f ms p90=%.2f ms, spread %.2f ms"
                .formatted(sorted.length, percentile(10), median(), percentile(90), spread());
    }
}
