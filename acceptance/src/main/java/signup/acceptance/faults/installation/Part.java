package signup.acceptance.faults.installation;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.local.process.ChildProcess;
import signup.local.process.Probe;
import signup.local.process.Signals;

/**
 * A process of the installation with its children, for better and worse. Faults may overlap: what makes no sense at the
 * moment (to start what runs, to kill what is dead) does nothing.
 */
public final class Part {

    private static final Duration STOP_GRACE = Duration.ofSeconds(30);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final String name;
    private final Supplier<ChildProcess> launch;
    private final Consumer<ChildProcess> awaitReady;
    private @Nullable ChildProcess process;

    /**
     * @param launch starts the process; may throw when something of the last one is still in the way
     * @param awaitReady returns when the process is ready
     */
    Part(String name, Supplier<ChildProcess> launch, Consumer<ChildProcess> awaitReady) {
        this.name = name;
        this.launch = launch;
        this.awaitReady = awaitReady;
    }

    public String name() {
        return name;
    }

    /** Starts it unless it runs. */
    public synchronized void start() {
        if (!isAlive()) {
            Probe.until(this::launched, START_TIMEOUT);
        }
    }

    private boolean launched() {
        try {
            process = launch.get();
            return true;
        } catch (IllegalStateException stillInTheWay) {
            return false;
        }
    }

    /** Starts it unless it runs, and returns when it is ready. */
    public void startReady() {
        start();
        ChildProcess started = running();
        if (started != null) {
            awaitReady.accept(started);
        }
    }

    /** Ends it and its children at once, as {@code kill -9} does. */
    public synchronized void kill() {
        ChildProcess running = running();
        if (running != null) {
            Stream<ProcessHandle> children = running.handle().descendants().toList().stream();
            running.kill();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Asks it to end, and sees that it does. */
    public synchronized void stop() {
        ChildProcess running = running();
        if (running != null) {
            running.stop(STOP_GRACE);
        }
    }

    /** Stops it and its children ({@code SIGSTOP}), and wakes them after that time; blocks. */
    public void freeze(Duration length) {
        ChildProcess running = running();
        if (running != null) {
            Freeze.whole(running.handle(), length);
        }
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Who it is now. */
    public ProcessHandle handle() {
        ChildProcess running = running();
        if (running == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return running.handle();
    }

    /** Ends it in whatever state it is. */
    void end() {
        ChildProcess running = running();
        if (running != null) {
            running.handle().descendants().forEach(child -> Signals.send(child, "CONT"));
            kill();
        }
    }

    private synchronized @Nullable ChildProcess running() {
        return process != null && process.isAlive() ? process : null;
    }
}
