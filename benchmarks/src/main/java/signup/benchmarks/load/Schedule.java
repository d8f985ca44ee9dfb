package signup.benchmarks.load;

import java.util.concurrent.TimeUnit;

/** When requests are due. */
public sealed interface Schedule {

    /**
     * When the request of that number (from 0) is due, in nanoseconds from the start.
     *
     * @param now nanoseconds from the start
     */
    long dueAt(long number, long now);

    /** Each connection sends its next request as soon as it has its answer: shows the highest rate. */
    static Schedule closedLoop() {
        return new ClosedLoop();
    }

    /**
     * A fixed rate, whatever the answers do: shows what clients would see that know nothing of each other. Latency counts
     * from the moment a request was due, so one that had to wait for a slow server (coordinated omission) counts in full.
     *
     * @throws IllegalArgumentException unless {@code perSecond} is positive
     */
    static Schedule openLoop(double perSecond) {
        return new OpenLoop(perSecond);
    }

    /** So many requests and no more, all due at once: shows how long a crowd takes to be served. */
    static Schedule burst(long requests) {
        return new Burst(requests);
    }

    /** See {@link #burst}. */
    record Burst(long requests) implements Schedule {
        @Override
        public long dueAt(long number, long now) {
            return number < requests ? 0 : Long.MAX_VALUE;
        }
    }

    /** See {@link #closedLoop}. */
    record ClosedLoop() implements Schedule {
        @Override
        public long dueAt(long number, long now) {
            return now;
        }
    }

    /** See {@link #openLoop}. */
    record OpenLoop(double perSecond) implements Schedule {

        public OpenLoop {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("A rate is positive: " + perSecond);
            }
        }

        @Override
        public long dueAt(long number, long now) {
            return (long) (number * (TimeUnit.SECONDS.toNanos(1) / perSecond));
        }
    }
}
