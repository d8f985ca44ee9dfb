package signup.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.report.Plot;

/** Loads as plots. */
final class LoadPlots {

    private static final double[] PERCENTILES = {10, 25, 50, 75, 90, 95, 99, 99.9};

    private LoadPlots() {}

    /** Answers in each second. */
    static Plot.Line rate(String name, LoadResult result) {
        List<Double> seconds = IntStream.range(0, result.perSecond().size())
                .mapToObj(second -> (double) second)
                .toList();
        return new Plot.Line(
                name,
                seconds,
                result.perSecond().stream().map(Long::doubleValue).toList());
    }

    /** Latency over the part of the answers that did not exceed it. */
    static Plot.Line latencies(String name, LoadResult result) {
        List<Double> percentiles = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            percentiles.add(percentile);
            millis.add(result.millisAt(percentile));
        }
        return new Plot.Line(name, percentiles, millis);
    }
}
