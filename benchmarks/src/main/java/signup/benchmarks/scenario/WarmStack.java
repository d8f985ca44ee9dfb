package signup.benchmarks.scenario;

import java.time.Duration;
import java.util.Map;
import signup.benchmarks.Stage;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Service;
import signup.benchmarks.parts.Tables;

/**
 * An ingress and a worker that a load has warmed up: once for all scenarios in a row that need them so, because it takes
 * minutes. Hashing, for which no client waits, comes after the measurements and not in turns with them.
 */
final class WarmStack implements AutoCloseable {

    private static final int CREATED = 201;

    private final Stage stage;
    private final Parts parts;
    private final Service ingress;
    private final Loading loading;

    private WarmStack(Stage stage, Parts parts, Service ingress) {
        this.stage = stage;
        this.parts = parts;
        this.ingress = ingress;
        this.loading = new Loading(stage, parts);
    }

    /** The one that the scenario before left, else a new one. */
    static WarmStack of(Stage stage) {
        return stage.shared(WarmStack.class, () -> start(stage, stage.parts()));
    }

    /** A new one on these parts, which it closes with itself. */
    static WarmStack on(Parts parts, Stage stage) {
        return stage.shared(WarmStack.class, () -> start(stage, parts));
    }

    /** What its services are told. */
    static Map<String, String> settings() {
        Map<String, String> settings = Protections.with("signup.credential.yield-above", 10);
        settings.put("signup.credential.yield-at-most", "10m");
        return settings;
    }

    private static WarmStack start(Stage stage, Parts parts) {
        try {
            Map<String, String> settings = stage.settings(settings());
            Service worker = parts.worker("worker", settings);
            Service ingress = parts.ingress(settings);
            worker.awaitReady();
            WarmStack stack = new WarmStack(stage, parts, ingress);
            stage.progress("warming up");
            stack.loading.warmUp(
                    FirstDialect.waiting(ingress.port(), false),
                    stage.sizes().connections(),
                    Schedule.closedLoop(),
                    stage.sizes().warmUp());
            return stack;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    Parts parts() {
        return parts;
    }

    HttpLoad signups(boolean withPassword) {
        return FirstDialect.waiting(ingress.port(), withPassword);
    }

    /**
     * Measures a load that nobody has decided to refuse: every one of its signups is answered by a 201 and is a user then.
     *
     * @param before how long it runs before it is measured
     */
    Loading.Loaded load(boolean withPassword, int connections, Schedule schedule, Duration before) {
        HttpLoad load = signups(withPassword);
        Tables tables = new Tables(parts);
        long there = tables.users();
        Loading.Loaded loaded = loading.loadWarm(load, connections, schedule, CREATED, before);
        long users = tables.users() - there;
        if (users != load.sent()) {
            throw new IllegalStateException(load.sent() + " signups were answered, but there are " + users + " users");
        }
        return loaded;
    }

    @Override
    public void close() {
        parts.close();
    }
}
