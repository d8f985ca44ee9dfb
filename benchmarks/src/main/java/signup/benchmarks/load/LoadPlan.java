package signup.benchmarks.load;

import java.time.Duration;

/**
 * A load.
 *
 * @param connections how many connections are kept open, each with at most one request under way
 * @param schedule when requests are due
 * @param warmUp at the beginning, not measured
 * @param measured how long is measured after it
 */
public record LoadPlan(int connections, Schedule schedule, Duration warmUp, Duration measured) {

    /** Of how many answers one body is looked into. */
    static final int CHECK_EVERY = 50;

    Duration total() {
        return warmUp.plus(measured);
    }
}
