package signup.benchmarks.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.report.Figure;

/** The micro-benchmarks: what each step costs alone. */
public final class Micro implements Scenario {

    private static final int ITERATIONS = 5;

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String measures() {
        return "JMH: encoding, decoding, parsing, sealing";
    }

    @Override
    public List<Figure> run(Stage stage) {
        TimeValue iteration =
                TimeValue.milliseconds(Math.min(2000, stage.sizes().measured().toMillis() / 10));
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include("signup\\.benchmarks\\.micro\\.")
                            .forks(1)
                            .warmupIterations(ITERATIONS)
                            .warmupTime(iteration)
                            .measurementIterations(ITERATIONS)
                            .measurementTime(iteration)
                            .build())
                    .run();
            return results.stream().map(this::figure).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH did not run", e);
        }
    }

    private Figure figure(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        String benchmark = run.getParams().getBenchmark();
        String[] path = benchmark.split("\\.");
        return Figure.of(
                        name(),
                        path[path.length - 2] + "." + path[path.length - 1],
                        result.getScore(),
                        result.getScoreUnit())
                .withSettings(Map.of("jmh", run.getParams().getJvmArgs().toString()));
    }
}
