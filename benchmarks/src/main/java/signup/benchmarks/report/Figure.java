package signup.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure beside its limit.
 *
 * @param scenario which scenario measured it
 * @param what what it says, such as {@code 201s per second with password}
 * @param value the figure
 * @param unit of figure and limit
 * @param limit what the machine gave at most, measured in the same run; null for none
 * @param limitIs what the limit is
 * @param goal what the figure should reach; null for none
 * @param settings what it was measured with, switched-off protections included
 * @param cores cores used by each part meanwhile
 */
public record Figure(
        String scenario,
        String what,
        double value,
        String unit,
        @Nullable Double limit,
        @Nullable String limitIs,
        @Nullable Goal goal,
        Map<String, String> settings,
        Map<String, Double> cores) {

    /** The unit of rates. */
    public static final String PER_SECOND = "1/s";

    public Figure {
        settings = new TreeMap<>(settings);
        cores = new TreeMap<>(cores);
    }

    /** A figure that stands for itself. */
    public static Figure of(String scenario, String what, double value, String unit) {
        return new Figure(scenario, what, value, unit, null, null, null, Map.of(), Map.of());
    }

    /** Beside this limit. */
    public Figure limitedBy(String limitIs, double limit) {
        return new Figure(scenario, what, value, unit, limit, limitIs, goal, settings, cores);
    }

    public Figure withGoal(Goal goal) {
        return new Figure(scenario, what, value, unit, limit, limitIs, goal, settings, cores);
    }

    public Figure withSettings(Map<String, String> settings) {
        return new Figure(scenario, what, value, unit, limit, limitIs, goal, settings, cores);
    }

    public Figure withCores(Map<String, Double> cores) {
        return new Figure(scenario, what, value, unit, limit, limitIs, goal, settings, cores);
    }

    /** Figure to limit; null without limit. */
    public @Nullable Double ratio() {
        return limit == null || limit == 0 ? null : value / limit;
    }

    /** Whether the goal is reached; null without goal. */
    public @Nullable Boolean reached() {
        return goal == null ? null : goal.isReached(this);
    }
}
