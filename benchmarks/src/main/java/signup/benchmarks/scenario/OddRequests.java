package signup.benchmarks.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.parts.LiveHeap;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Service;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.local.fuzz.Finding;
import signup.local.fuzz.Fuzz;
import signup.local.fuzz.FuzzResult;

/**
 * What requests that nobody should send do to the ingress: nothing. They go to the packaged services, by HTTP; those that are
 * signups after all are decided.
 */
public final class OddRequests implements Scenario {

    /** This part of them first, so that caches and code that is compiled late count on neither side. */
    private static final int WARM_UP = 10;

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String measures() {
        return "mutated requests in every dialect: no 5xx, no hang, no leak, memory flat";
    }

    @Override
    public List<Figure> run(Stage stage) {
        long seed = stage.sizes().seed();
        int requests = stage.sizes().oddRequests();
        Map<String, String> settings = stage.settings(Protections.SWITCHED_OFF);
        try (Parts parts = stage.parts()) {
            Service worker = parts.worker("worker", settings);
            Service ingress = parts.ingress(settings);
            worker.awaitReady();
            stage.progress("seed " + seed + "; the same again: ./signup bench fuzz --seed " + seed + " --requests "
                    + requests);
            Fuzz.run(ingress.port(), true, ~seed, requests / WARM_UP, stage::progress);
            double before = LiveHeap.mibOf(parts.processes().get("ingress"));
            FuzzResult result = Fuzz.run(ingress.port(), true, seed, requests, stage::progress);
            double after = LiveHeap.mibOf(parts.processes().get("ingress"));
            stage.progress(result.summary());
            keep(result, stage);
            return figures(stage, settings, result, before, after);
        }
    }

    private List<Figure> figures(
            Stage stage, Map<String, String> settings, FuzzResult result, double before, double after) {
        Map<String, String> told = new LinkedHashMap<>(settings);
        told.put("seed", String.valueOf(result.seed()));
        told.put("requests", String.valueOf(result.sent()));
        told.put("answers", result.statuses().toString());
        return List.of(
                        Figure.of(name(), "faults found", result.findings().size(), "")
                                .withGoal(Goal.atMost(0)),
                        Figure.of(name(), "slowest answer", result.slowest().toMillis(), "ms")
                                .withGoal(Goal.atMost(10_000)),
                        Figure.of(name(), "live heap of ingress at the end", after, "MiB")
                                .limitedBy("the same after a tenth of the requests", before)
                                .withGoal(Goal.atMostOfLimit(1.1)))
                .stream()
                .map(figure -> figure.withSettings(stage.told(told)))
                .toList();
    }

    /** Each as it was sent, so that it can be sent again. */
    private static void keep(FuzzResult result, Stage stage) {
        Path folder = stage.project().output().resolve("fuzz");
        try {
            for (Finding finding : result.findings()) {
                stage.progress(finding.toString());
                Files.write(
                        Files.createDirectories(folder).resolve(result.seed() + "-" + finding.number() + ".http"),
                        finding.request());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
