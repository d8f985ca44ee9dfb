package signup.benchmarks.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.benchmarks.report.Plot;

/** How many clients a second get their documented answer, each waiting for its user to be there. */
public final class Sync implements Scenario {

    private static final int CREATED = 201;
    private static final double P99 = 99;

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public String measures() {
        return "documented 201s per second, dialect 1, exactly-once on";
    }

    @Override
    public List<Figure> run(Stage stage) {
        List<Figure> figures = new ArrayList<>();
        List<Plot.Line> rates = new ArrayList<>();
        List<Plot.Line> latencies = new ArrayList<>();
        Parts parts = stage.parts();
        LoadResult bare = bare(stage, parts);
        rates.add(LoadPlots.rate("bare prototype", bare));
        latencies.add(LoadPlots.latencies("bare prototype", bare));
        WarmStack stack = WarmStack.on(parts, stage);
        for (boolean withPassword : stage.sizes().withPasswords() ? List.of(false, true) : List.of(false)) {
            String kind = withPassword ? "with password" : "without password";
            stage.progress("loading, " + kind);
            Loading.Loaded measured = stack.load(
                    withPassword,
                    stage.sizes().connections(),
                    Schedule.closedLoop(),
                    stage.sizes().warmUp().dividedBy(5));
            LoadResult result = measured.result();
            rates.add(LoadPlots.rate(kind, result));
            latencies.add(LoadPlots.latencies(kind, result));
            figures.add(told(
                    stage,
                    measured,
                    Figure.of(name(), "201s per second " + kind, result.rateOf(CREATED), Figure.PER_SECOND)
                            .limitedBy(BareStack.IS, bare.rateOf(CREATED))
                            .withGoal(Goal.atLeast(withPassword ? 3_500 : 5_000))));
            figures.add(told(
                    stage,
                    measured,
                    Figure.of(name(), "p99 " + kind, result.millisAt(P99), "ms")
                            .limitedBy(BareStack.IS, bare.millisAt(P99))
                            .withGoal(Goal.atMost(400))));
        }
        stage.plot(new Plot("sync-rate", "sync: answers per second", "seconds", "201s per second", rates));
        stage.plot(new Plot("sync-latency", "sync: latency", "percentile", "ms", latencies));
        return figures;
    }

    /** Before ingress and worker are there: they would take cores from it, and warm ones cannot be stopped for it. */
    private static LoadResult bare(Stage stage, Parts parts) {
        try {
            return BareStack.load(stage, parts).result();
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static Figure told(Stage stage, Loading.Loaded measured, Figure figure) {
        Map<String, String> told = new LinkedHashMap<>(WarmStack.settings());
        told.put("connections", String.valueOf(stage.sizes().connections()));
        return figure.withCores(measured.cores()).withSettings(stage.told(told));
    }
}
