package signup.acceptance.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import signup.acceptance.faults.Fault.Strike;
import signup.acceptance.faults.installation.Connections;
import signup.acceptance.faults.installation.Installation;
import signup.acceptance.faults.installation.Part;

/** Every fault that the harness knows. */
final class Faults {

    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(4);

    private Faults() {}

    /** @param beyondTimeouts so long that everybody gives up whom they wait for */
    static List<Fault> all(Duration beyondTimeouts) {
        Duration farBeyond = beyondTimeouts.plusSeconds(3);
        return List.of(
                new Fault("kill -9 worker 1", AT_ONCE, A_WHILE, killed(installation -> installation.worker(1))),
                new Fault("kill -9 worker 2", AT_ONCE, A_WHILE, killed(installation -> installation.worker(2))),
                new Fault("kill -9 ingress", AT_ONCE, A_MOMENT, killed(Installation::ingress)),
                new Fault("kill -9 notification worker", AT_ONCE, A_WHILE, killed(Installation::notification)),
                new Fault("kill -9 broker", AT_ONCE, A_WHILE, killed(Installation::broker)),
                new Fault("kill -9 PostgreSQL", AT_ONCE, A_WHILE, killed(Installation::database)),
                new Fault(
                        "worker 1 frozen beyond timeouts",
                        beyondTimeouts,
                        farBeyond,
                        frozen(installation -> installation.worker(1))),
                new Fault(
                        "worker 2 frozen beyond timeouts",
                        beyondTimeouts,
                        farBeyond,
                        frozen(installation -> installation.worker(2))),
                new Fault("ingress frozen", A_MOMENT, A_WHILE, frozen(Installation::ingress)),
                new Fault(
                        "notification worker frozen beyond timeouts",
                        beyondTimeouts,
                        farBeyond,
                        frozen(Installation::notification)),
                new Fault("broker frozen", A_MOMENT, A_WHILE, frozen(Installation::broker)),
                new Fault("broker frozen beyond timeouts", beyondTimeouts, farBeyond, frozen(Installation::broker)),
                new Fault("PostgreSQL stopped", A_MOMENT, A_WHILE, stopped(Installation::database)),
                new Fault("PostgreSQL hangs", A_MOMENT, beyondTimeouts, frozen(Installation::database)),
                new Fault("a backend hangs", A_MOMENT, beyondTimeouts, Connections::freezeOne),
                new Fault("out of connections", A_WHILE, beyondTimeouts, Connections::exhaust),
                new Fault("registry killed", A_MOMENT, A_WHILE, killed(Installation::registry)),
                new Fault("registry silent", A_MOMENT, beyondTimeouts, frozen(Installation::registry)),
                new Fault("registry silent, worker 1 killed", A_WHILE, A_WHILE, Faults::startWithoutRegistry),
                new Fault("a third worker for a time", A_WHILE, beyondTimeouts, Faults::thirdWorker),
                new Fault(
                        "worker 2 stopped and started",
                        AT_ONCE,
                        A_WHILE,
                        stopped(installation -> installation.worker(2))));
    }

    private static Strike killed(Function<Installation, Part> which) {
        return (installation, length) -> {
            Part part = which.apply(installation);
            part.kill();
            pause(length);
            part.start();
        };
    }

    private static Strike stopped(Function<Installation, Part> which) {
        return (installation, length) -> {
            Part part = which.apply(installation);
            part.stop();
            pause(length);
            part.start();
        };
    }

    private static Strike frozen(Function<Installation, Part> which) {
        return (installation, length) -> which.apply(installation).freeze(length);
    }

    /** A worker that starts meanwhile waits for the registry. */
    private static void startWithoutRegistry(Installation installation, Duration length) {
        installation.worker(1).kill();
        installation.worker(1).start();
        installation.registry().freeze(length);
    }

    private static void thirdWorker(Installation installation, Duration length) {
        installation.worker(3).start();
        pause(length.multipliedBy(2));
        installation.worker(3).stop();
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
