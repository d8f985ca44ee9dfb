package signup.benchmarks.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import signup.benchmarks.Stage;
import signup.benchmarks.backlog.BacklogProducer;
import signup.benchmarks.backlog.Outcome;
import signup.benchmarks.backlog.SampleSignups;
import signup.benchmarks.limit.BareInserts;
import signup.benchmarks.limit.WorkerStatements;
import signup.benchmarks.load.Identities;
import signup.benchmarks.parts.Consumption;
import signup.benchmarks.parts.CpuTime;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Preload;
import signup.benchmarks.parts.Service;
import signup.benchmarks.parts.Tables;
import signup.benchmarks.report.Plot;
import signup.schemas.Topics;
import signup.schemas.password.PasswordSealer;

/**
 * One drain: workers that are warm get a backlog, and the clock runs from when Kafka has all of it to when its last user is
 * committed. What was drained before the clock started does not count.
 */
final class Draining {

    /** Only what decides signups: hashing and activation would take cores from it. */
    static final Map<String, String> REGISTRATION_ONLY = Map.of("signup.worker.roles", "registration");

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 2;
    private static final String BATCH = "signup.registration.max-poll-records";
    private static final int DEFAULT_BATCH = 1000;

    private final Stage stage;

    Draining(Stage stage) {
        this.stage = stage;
    }

    /**
     * How a drain went.
     *
     * @param workers how many shared it
     * @param count signups that were left when the clock started
     * @param perSecond users committed a second
     * @param barePerSecond what the same statements gave, bare, on the same tables; 0 when not asked for
     * @param cores cores used meanwhile
     * @param progress signups drained over seconds
     */
    record Drained(
            int workers,
            long count,
            double perSecond,
            double barePerSecond,
            Map<String, Double> cores,
            Plot.Line progress) {}

    /**
     * A drain on new parts.
     *
     * @param name of its line in the plot
     * @param workers how many workers share it
     * @param preload users that are already there
     * @param withPasswords whether the signups carry sealed passwords
     * @param bare whether the limit is measured too
     */
    Drained drain(String name, int workers, long preload, boolean withPasswords, boolean bare) {
        try (Parts parts = stage.parts()) {
            Map<String, String> settings = stage.settings(REGISTRATION_ONLY);
            if (bare || preload > 0) {
                stage.progress("letting a worker make its tables");
                parts.migrate(settings);
            }
            if (preload > 0) {
                stage.progress(String.format("preloading %,d users", preload));
                new Preload(parts).users(preload);
            }
            double limit = bare ? bare(parts) : 0;
            Identities identities = new Identities(System.nanoTime());
            SampleSignups samples = withPasswords
                    ? SampleSignups.withUnopenedPasswords(
                            identities, PasswordSealer.fromKeysIn(parts.keys().resolve("password")))
                    : SampleSignups.withoutPasswords(identities);
            try (BacklogProducer backlog =
                    new BacklogProducer(parts.bootstrapServers(), parts.registryUrl(), samples)) {
                Drained drained = drain(name, workers, parts, settings, backlog, limit);
                Outcome.read(parts.bootstrapServers()).require(backlog.written());
                long users = new Tables(parts).users();
                if (users != preload + backlog.written()) {
                    throw new IllegalStateException("There are " + users + " users after " + backlog.written()
                            + " signups on top of " + preload);
                }
                return drained;
            }
        }
    }

    /** What a drain's figure tells about itself. */
    Map<String, String> told(Drained drained) {
        Map<String, String> told = new LinkedHashMap<>(REGISTRATION_ONLY);
        told.put("workers", String.valueOf(drained.workers()));
        told.put("drained", String.valueOf(drained.count()));
        return stage.told(told);
    }

    private Drained drain(
            String name,
            int workers,
            Parts parts,
            Map<String, String> settings,
            BacklogProducer backlog,
            double limit) {
        try (Consumption consumption = new Consumption(parts.bootstrapServers(), Topics.SIGNUP_REQUESTED)) {
            backlog.write((long) workers * stage.sizes().drainWarmUp());
            List<Service> started = new ArrayList<>();
            for (int i = 1; i <= workers; i++) {
                started.add(parts.worker("worker-" + i, with(settings, "signup.worker.instance-id", "bench-" + i)));
            }
            started.forEach(Service::awaitReady);
            await(consumption, backlog.written());
            stage.progress(
                    String.format("writing a backlog of %,d", stage.sizes().backlog()));
            backlog.write(stage.sizes().backlog());
            long before = consumption.consumed();
            stage.progress(String.format("draining %,d", backlog.written() - before));
            CpuTime cpu = CpuTime.of(parts.processes());
            long start = System.nanoTime();
            Plot.Line progress = new Plot.Line(name, new ArrayList<>(), new ArrayList<>());
            long consumed = before;
            while (consumed < backlog.written()) {
                LockSupport.parkNanos(GLANCE.toNanos());
                consumed = consumption.consumed();
                progress.x().add((System.nanoTime() - start) / 1e9);
                progress.y().add((double) (consumed - before));
                failIfStalled(progress);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long count = backlog.written() - before;
            return new Drained(workers, count, count / seconds, limit, cpu.cores(), progress);
        }
    }

    /** In a copy of the database, so that the drain finds the same tables. */
    private double bare(Parts parts) {
        Path scratch = parts.scratch("worker-classes");
        WorkerStatements statements = WorkerStatements.read(stage.project().jar("registration-worker"), scratch);
        try (Parts.Copy copy = parts.copyOfDatabase()) {
            int batch = Integer.parseInt(stage.settings(Map.of()).getOrDefault(BATCH, String.valueOf(DEFAULT_BATCH)));
            BareInserts inserts = new BareInserts(copy::connect, statements, CONNECTIONS, batch);
            stage.progress("inserting bare from " + CONNECTIONS + " connections");
            inserts.perSecond(stage.sizes().drainWarmUp());
            double rate = inserts.perSecond(stage.sizes().backlog());
            stage.progress(String.format("bare: %,.0f/s", rate));
            return rate;
        }
    }

    private static void await(Consumption consumption, long records) {
        long deadline = System.nanoTime() + STALLED.multipliedBy(5).toNanos();
        while (consumption.consumed() < records) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The workers do not drain the warm-up");
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private static void failIfStalled(Plot.Line progress) {
        int now = progress.x().size() - 1;
        double since = progress.x().get(now) - STALLED.toSeconds();
        for (int i = now; i >= 0 && progress.y().get(i).equals(progress.y().get(now)); i--) {
            if (progress.x().get(i) < since) {
                throw new IllegalStateException("Nothing was drained for " + STALLED.toSeconds() + " s");
            }
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, value);
        return all;
    }
}
