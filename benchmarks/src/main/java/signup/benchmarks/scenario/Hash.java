package signup.benchmarks.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.backlog.BacklogProducer;
import signup.benchmarks.backlog.SampleSignups;
import signup.benchmarks.limit.BareHashing;
import signup.benchmarks.load.Identities;
import signup.benchmarks.parts.CpuTime;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Service;
import signup.benchmarks.parts.Tables;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.schemas.password.PasswordSealer;

/** How fast a worker with nothing else to do makes passwords into credentials. */
public final class Hash implements Scenario {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int WARM_UP_PART = 10;

    @Override
    public String name() {
        return "hash";
    }

    @Override
    public String measures() {
        return "credentials made ready per second from a backlog";
    }

    @Override
    public List<Figure> run(Stage stage) {
        try (Parts parts = stage.parts()) {
            Tables tables = new Tables(parts);
            int hashes = stage.sizes().hashes();
            createUsers(stage, parts, tables, hashes);
            stage.progress("hashing bare");
            double limit = BareHashing.perSecond(stage.sizes().hashing());
            stage.progress(String.format("bare: %,.1f/s; starting the worker", limit));
            Map<String, String> settings = Map.of("signup.worker.roles", "credential");
            parts.worker("worker-hashing", stage.settings(settings)).awaitReady();
            await(() -> tables.credentials() >= hashes / WARM_UP_PART);
            CpuTime cpu = CpuTime.of(parts.processes());
            long before = tables.credentials();
            long start = System.nanoTime();
            await(() -> tables.credentials() >= hashes);
            double seconds = (System.nanoTime() - start) / 1e9;
            return List.of(Figure.of(name(), "credentials per second", (hashes - before) / seconds, Figure.PER_SECOND)
                    .limitedBy("native Argon2id of the same parameters on all cores, bare", limit)
                    .withGoal(Goal.ofLimit(0.9))
                    .withCores(cpu.cores())
                    .withSettings(stage.told(settings)));
        }
    }

    /** Leaves each one's password waiting. */
    private static void createUsers(Stage stage, Parts parts, Tables tables, int count) {
        SampleSignups samples = SampleSignups.withPasswords(
                new Identities(System.nanoTime()),
                PasswordSealer.fromKeysIn(parts.keys().resolve("password")));
        try (BacklogProducer backlog = new BacklogProducer(parts.bootstrapServers(), parts.registryUrl(), samples);
                Service worker = parts.worker("worker-registering", stage.settings(Draining.REGISTRATION_ONLY))) {
            stage.progress("creating " + count + " users whose passwords wait");
            backlog.write(count);
            worker.awaitReady();
            await(() -> tables.users() >= count);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The worker did not come to it within " + TIMEOUT.toMinutes() + " min");
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }
}
