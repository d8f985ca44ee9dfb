package signup.benchmarks.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.LoadPlan;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.LiveHeap;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Service;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;

/**
 * How much of a small heap the ingress needs for clients that wait, all at once, each on a connection of its own, for
 * decisions that nobody makes; and that each has its documented answer when somebody does.
 */
public final class Open implements Scenario {

    private static final int CREATED = 201;
    private static final int HEAP_MIB = 512;
    private static final String WAITING = "signup_ingress_pending_replies";
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final double KIB_PER_MIB = 1024;

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String measures() {
        return "live heap of an ingress of " + HEAP_MIB + " MiB with thousands of open exchanges, workers stopped";
    }

    @Override
    public List<Figure> run(Stage stage) {
        int exchanges = stage.sizes().openExchanges();
        Map<String, String> settings = stage.settings(settings());
        try (Parts parts = stage.parts()) {
            Service ingress = parts.ingress(settings, List.of("-Xmx" + HEAP_MIB + "m"));
            warmUp(stage, ingress);
            double before = LiveHeap.mibOf(parts.processes().get("ingress"));
            stage.progress(String.format("%,.0f MiB live; opening %,d exchanges", before, exchanges));
            CompletableFuture<LoadResult> load =
                    CompletableFuture.supplyAsync(() -> FirstDialect.waiting(ingress.port(), false)
                            .run(new LoadPlan(exchanges, Schedule.burst(exchanges), Duration.ZERO, LONGEST)));
            ingress.await(WAITING, exchanges, load);
            double heap = LiveHeap.mibOf(parts.processes().get("ingress"));
            stage.progress(String.format("%,.0f MiB live with all of them open; starting a worker", heap));
            parts.worker("worker", settings).awaitReady();
            LoadResult result = load.join().requireOnly(CREATED);
            stage.progress("the worker came: " + result.summary());
            Map<String, String> told = new LinkedHashMap<>(settings);
            told.put("open exchanges", String.valueOf(exchanges));
            return List.of(
                    Figure.of(name(), "live heap with " + exchanges + " open exchanges", heap, "MiB")
                            .limitedBy("the heap", HEAP_MIB)
                            .withGoal(Goal.atMostOfLimit(0.9))
                            .withSettings(stage.told(told)),
                    Figure.of(name(), "heap of an open exchange", (heap - before) * KIB_PER_MIB / exchanges, "KiB")
                            .withSettings(stage.told(told)));
        }
    }

    /** Clients wait until the worker has started, which takes longer than clients would. */
    private static Map<String, String> settings() {
        return Protections.with("signup.ingress.reply-timeout", LONGEST.toSeconds() + "s");
    }

    private static void warmUp(Stage stage, Service ingress) {
        HttpLoad load = FirstDialect.notWaiting(ingress.port());
        load.run(new LoadPlan(
                stage.sizes().connections(),
                Schedule.openLoop(stage.sizes().rate()),
                Duration.ZERO,
                stage.sizes().warmUp()));
    }
}
