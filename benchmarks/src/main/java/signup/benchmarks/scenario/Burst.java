package signup.benchmarks.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.LoadPlan;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.CpuTime;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Tables;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;

/** What passwords cost those who sign up in a crowd: nobody waits for the hashing, which follows. */
public final class Burst implements Scenario {

    private static final int CREATED = 201;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public String measures() {
        return "a burst of signups with passwords beside one without; hashing follows";
    }

    @Override
    public List<Figure> run(Stage stage) {
        int burst = stage.sizes().burst();
        WarmStack stack = WarmStack.of(stage);
        HttpLoad without = stack.signups(false);
        HttpLoad with = stack.signups(true);
        with.run(plan(stage, Schedule.burst(burst / 10), LONGEST)).requireOnly(CREATED);
        stage.progress(String.format("%,d signups at once, without passwords", burst));
        double limit = rate(without.run(plan(stage, Schedule.burst(burst), LONGEST)));
        stage.progress(String.format("%,.0f/s; the same with passwords", limit));
        CpuTime cpu = CpuTime.of(stack.parts().processes());
        double rate = rate(with.run(plan(stage, Schedule.burst(burst), LONGEST)));
        Map<String, Double> cores = cpu.cores();
        Map<String, String> told = WarmStack.settings();
        told.put("burst", String.valueOf(burst));
        told = stage.told(told);
        return List.of(
                Figure.of(name(), "201s per second with passwords", rate, Figure.PER_SECOND)
                        .limitedBy("the same burst without passwords, just before", limit)
                        .withGoal(Goal.ofLimit(0.6))
                        .withCores(cores)
                        .withSettings(told),
                Figure.of(name(), "credentials per second after it", hashing(stage, stack.parts()), Figure.PER_SECOND)
                        .withSettings(told));
    }

    private static LoadPlan plan(Stage stage, Schedule schedule, Duration longest) {
        return new LoadPlan(stage.sizes().connections(), schedule, Duration.ZERO, longest);
    }

    private static double rate(LoadResult result) {
        return result.requireOnly(CREATED).rateToTheLast(CREATED);
    }

    private static double hashing(Stage stage, Parts parts) {
        Tables tables = new Tables(parts);
        stage.progress("watching the hashing");
        long before = tables.credentials();
        long start = System.nanoTime();
        LockSupport.parkNanos(stage.sizes().hashing().toNanos());
        return (tables.credentials() - before) / ((System.nanoTime() - start) / 1e9);
    }
}
