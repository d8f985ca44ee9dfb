package signup.benchmarks.scenario;

import java.time.Duration;
import java.util.Map;
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
    Loaded load(HttpLoad load, int connections, Schedule schedule, int status) {
        warmUp(load, connections, schedule);
        CpuTime cpu = CpuTime.of(parts.processes());
        LoadResult result = load.run(new LoadPlan(
                        connections, schedule, SETTLING, stage.sizes().measured()))
                .requireOnly(status);
        Map<String, Double> cores = cpu.cores();
        stage.progress("measured, " + result.course());
        stage.progress(String.format(
                "%,.0f/s, p50 %.1f ms, p99 %.1f ms; cores: %s",
                result.rateOf(status), result.millisAt(50), result.millisAt(99), cores));
        return new Loaded(result, cores);
    }

    /**
     * First at a rate that leaves cores to the compilers: under full load on a small machine they get so little of them
     * that the code is still interpreted after a minute. Then with the load itself.
     */
    private void warmUp(HttpLoad load, int connections, Schedule schedule) {
        Duration whole = stage.sizes().warmUp();
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
