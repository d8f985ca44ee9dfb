package signup.benchmarks.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.load.LoadPlan;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.LiveHeap;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.ResidentMemory;
import signup.benchmarks.parts.Service;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.benchmarks.report.Plot;
import signup.local.mailbox.Mailbox;
import signup.local.process.FreePort;

/**
 * Whether the services' memory stays flat while they work: every signup has a password and is owed a mail. The heap alone
 * would not tell of buffers and of hashing, which are outside of it; so the whole heap is resident from the start, and what
 * is resident beyond that is watched too.
 */
public final class Soak implements Scenario {

    private static final int CREATED = 201;
    private static final int SAMPLES = 20;
    private static final int SETTLED = SAMPLES / 5;
    private static final List<String> SERVICES = List.of("ingress", "worker", "notification-worker");

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String measures() {
        return "live heap and resident memory of each service over minutes of signups with passwords and mails";
    }

    @Override
    public List<Figure> run(Stage stage) {
        int rate = stage.sizes().soakRate();
        Duration length = stage.sizes().soak();
        Map<String, String> settings =
                stage.settings(Protections.with("signup.notify.selfcommunity-sso", "confirmation"));
        Map<String, Plot.Line> heaps = lines();
        Map<String, Plot.Line> resident = lines();
        try (Parts parts = stage.partsWithResidentHeaps()) {
            Mailbox mailbox = Mailbox.open(parts.scratch("mails"), FreePort.choose());
            try {
                Service worker = parts.worker("worker", settings);
                Service ingress = parts.ingress(settings);
                Service notification = parts.notificationWorker(mailbox.smtpPort(), settings);
                worker.awaitReady();
                notification.awaitReady();
                stage.progress("loading at " + rate + "/s for " + length.toSeconds() + " s");
                LoadPlan plan = new LoadPlan(rate, Schedule.openLoop(rate), Duration.ZERO, length);
                CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(
                        () -> FirstDialect.waiting(ingress.port(), true).run(plan));
                watch(load, length, parts, heaps, resident);
                LoadResult result = load.join().requireOnly(CREATED);
                stage.progress(result.sent() + " signups, " + mailbox.ids().size() + " mails");
            } finally {
                mailbox.close();
            }
        }
        stage.plot(new Plot(name(), "soak: live heap after collection", "seconds", "MiB", List.copyOf(heaps.values())));
        stage.plot(
                new Plot("soak-resident", "soak: resident memory", "seconds", "MiB", List.copyOf(resident.values())));
        return Stream.concat(
                        heaps.values().stream().map(line -> figure("live heap", line, stage, settings)),
                        resident.values().stream().map(line -> figure("resident memory", line, stage, settings)))
                .toList();
    }

    private static Map<String, Plot.Line> lines() {
        Map<String, Plot.Line> lines = new LinkedHashMap<>();
        SERVICES.forEach(service -> lines.put(service, new Plot.Line(service, new ArrayList<>(), new ArrayList<>())));
        return lines;
    }

    private static void watch(
            CompletableFuture<LoadResult> load,
            Duration length,
            Parts parts,
            Map<String, Plot.Line> heaps,
            Map<String, Plot.Line> resident) {
        long start = System.nanoTime();
        for (int sample = 1; sample <= SAMPLES; sample++) {
            long due = start + length.toNanos() / SAMPLES * sample;
            try {
                load.get(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException stillLoading) {
                // As it should be.
            } catch (Exception e) {
                throw new IllegalStateException("The load failed", e);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            SERVICES.forEach(service -> {
                ProcessHandle process = parts.processes().get(service);
                add(heaps.get(service), seconds, LiveHeap.mibOf(process));
                add(resident.get(service), seconds, ResidentMemory.mibOf(process));
            });
        }
    }

    private static void add(Plot.Line line, double seconds, double mib) {
        line.x().add(seconds);
        line.y().add(mib);
    }

    private Figure figure(String what, Plot.Line line, Stage stage, Map<String, String> settings) {
        List<Double> mib = line.y();
        Map<String, String> told = new LinkedHashMap<>(settings);
        told.put("rate", String.valueOf(stage.sizes().soakRate()));
        told.put("seconds", String.valueOf(stage.sizes().soak().toSeconds()));
        return Figure.of(name(), what + " of " + line.name() + " at the end", mib.get(mib.size() - 1), "MiB")
                .limitedBy("the same after a fifth of the time", mib.get(SETTLED - 1))
                .withGoal(Goal.atMostOfLimit(1.1))
                .withSettings(stage.told(told));
    }
}
