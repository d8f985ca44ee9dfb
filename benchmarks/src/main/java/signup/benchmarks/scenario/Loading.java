package signup.benchmarks.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import signup.benchmarks.Stage;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.LoadPlan;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.CpuTime;
import signup.benchmarks.parts.Parts;

/** An HTTP load on parts that the same load has warmed up; what they answer while cold is nobody's figure. */
final class Loading {

    /** The connections are new, and do not start in step with each other. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Stage stage;
    private final Parts parts;

    Loading(Stage stage, Parts parts) {
        this.stage = stage;
        this.parts = parts;
    }

    /**
     * How a load went.
     *
     * @param cores cores used while it was measured
     */
    record Loaded(LoadResult result, Map<String, Double> cores) {}

    /** Loads until warm, then measures; every answer measured must have that status. */
    Loaded load(HttpLoad load, int connections, Schedule schedule, int status, Duration warmUp) {
        warmUp(load, connections, schedule, warmUp);
        return measure(load, connections, schedule, status);
    }

    /** As the other, for what is warm but for the connections. */
    Loaded loadWarm(HttpLoad load, int connections, Schedule schedule, int status, Duration before) {
        LoadResult result = load.run(new LoadPlan(connections, schedule, Duration.ZERO, before));
        stage.progress("before, " + result.course());
        return measure(load, connections, schedule, status);
    }

    private Loaded measure(HttpLoad load, int connections, Schedule schedule, int status) {
        CpuTime cpu = CpuTime.of(parts.processes());
        LoadResult result = load.run(new LoadPlan(
                        connections, schedule, SETTLING, stage.sizes().measured()))
                .requireOnly(status);
        Map<String, Double> cores = cpu.cores();
        stage.progress("measured, " + result.course());
        stage.progress(String.format(
                "%,.0f/s, p50 %.1f ms, p99 %.1f ms; cores: %s",
                result.rateOf(status), result.millisAt(50), result.millisAt(99), cores));
        stage.progress("microseconds of a core for each: " + perAnswer(cores, result.rateOf(status)));
        return new Loaded(result, cores);
    }

    private static String perAnswer(Map<String, Double> cores, double rate) {
        return cores.entrySet().stream()
                .map(part -> String.format("%s %.0f", part.getKey(), part.getValue() * 1e6 / rate))
                .collect(Collectors.joining(", "));
    }

    /**
     * First at a rate that leaves cores to the compilers: under full load on a small machine they get so little of them
     * that the code is still interpreted after a minute. Then with the load itself.
     */
    void warmUp(HttpLoad load, int connections, Schedule schedule, Duration whole) {
        Duration last = whole.dividedBy(3);
        Schedule gentle = Schedule.openLoop(stage.sizes().rate());
        LoadResult cold = load.run(new LoadPlan(connections, gentle, whole.dividedBy(2), whole.dividedBy(6)));
        stage.progress(String.format(
                "after half the warm-up, at %,d/s: p50 %.1f ms, p99 %.1f ms",
                stage.sizes().rate(), cold.millisAt(50), cold.millisAt(99)));
        LoadResult result = load.run(new LoadPlan(connections, schedule, Duration.ZERO, last));
        stage.progress("warming up, " + result.course());
    }
}
