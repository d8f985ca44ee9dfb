package signup.benchmarks.report;

import java.util.Locale;

/** What a figure should reach. */
public sealed interface Goal {

    boolean isReached(Figure figure);

    /** In words, for tables. */
    String text();

    /** The figure itself is at least this. */
    static Goal atLeast(double bound) {
        return new AtLeast(bound);
    }

    /** The figure itself is at most this. */
    static Goal atMost(double bound) {
        return new AtMost(bound);
    }

    /** The figure is at least this part of its limit. */
    static Goal ofLimit(double ratio) {
        return new OfLimit(ratio);
    }

    /** The figure is at most this part of its limit. */
    static Goal atMostOfLimit(double ratio) {
        return new AtMostOfLimit(ratio);
    }

    /** See {@link #atLeast}. */
    record AtLeast(double bound) implements Goal {
        @Override
        public boolean isReached(Figure figure) {
            return figure.value() >= bound;
        }

        @Override
        public String text() {
            return "≥ " + plain(bound);
        }
    }

    /** See {@link #atMost}. */
    record AtMost(double bound) implements Goal {
        @Override
        public boolean isReached(Figure figure) {
            return figure.value() <= bound;
        }

        @Override
        public String text() {
            return "≤ " + plain(bound);
        }
    }

    /** See {@link #ofLimit}. */
    record OfLimit(double bound) implements Goal {
        @Override
        public boolean isReached(Figure figure) {
            Double ratio = figure.ratio();
            return ratio != null && ratio >= bound;
        }

        @Override
        public String text() {
            return "≥ " + plain(bound) + " of limit";
        }
    }

    /** See {@link #atMostOfLimit}. */
    record AtMostOfLimit(double bound) implements Goal {
        @Override
        public boolean isReached(Figure figure) {
            Double ratio = figure.ratio();
            return ratio != null && ratio <= bound;
        }

        @Override
        public String text() {
            return "≤ " + plain(bound) + " of limit";
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.2f", number);
    }
}
