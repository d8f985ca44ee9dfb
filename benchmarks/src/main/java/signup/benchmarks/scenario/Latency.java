package signup.benchmarks.scenario;

import java.util.List;
import java.util.Map;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.benchmarks.report.Plot;

/** How long clients wait for their documented answer at a rate that the system can bear. */
public final class Latency implements Scenario {

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String measures() {
        return "time to the documented 201, open loop at a fixed rate";
    }

    @Override
    public List<Figure> run(Stage stage) {
        int rate = stage.sizes().rate();
        Loading.Loaded loaded = WarmStack.of(stage)
                .load(
                        false,
                        Math.min(stage.sizes().connections(), rate),
                        Schedule.openLoop(rate),
                        stage.sizes().warmUp().dividedBy(10));
        LoadResult result = loaded.result();
        Map<String, Double> cores = loaded.cores();
        stage.plot(new Plot(
                name(), "latency at " + rate + "/s", "percentile", "ms", List.of(LoadPlots.latencies("201", result))));
        Map<String, String> told = WarmStack.settings();
        told.put("rate", String.valueOf(rate));
        told = stage.told(told);
        return List.of(
                figure("p50", result.millisAt(50), Goal.atMost(15), told, cores),
                figure("p99", result.millisAt(99), Goal.atMost(60), told, cores));
    }

    private Figure figure(String what, double millis, Goal goal, Map<String, String> told, Map<String, Double> cores) {
        return Figure.of(name(), what, millis, "ms")
                .withGoal(goal)
                .withSettings(told)
                .withCores(cores);
    }
}
