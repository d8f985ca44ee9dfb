package signup.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import signup.local.process.ChildProcess;
import signup.local.process.Roster;

/**
 * A part of the stack that runs as a child process. Once started, it is started again whenever it ends by itself:
 * after a second, after two, four and so on, at most thirty.
 */
final class Component {

    /** What it is doing. */
    enum State {
        WAITING,
        STARTING,
        READY,
        RESTARTING,
        STOPPED
    }

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final int LAST_LINES = 15;

    private final String name;
    private final String address;
    private final Supplier<ChildProcess> launch;
    private final Runnable afterStop;
    private final Duration grace;
    private final Roster roster;
    private final Terminal terminal;

    private volatile State state = State.WAITING;
    private volatile @Nullable ChildProcess process;
    private Duration backOff = FIRST_BACK_OFF;
    private long readySince;

    /**
     * @param address where it is reached, for people
     * @param launch starts the process and returns when it is ready; throws when it ends before
     * @param afterStop what to do when it has stopped in order
     * @param grace how long it may take to stop
     */
    Component(
            String name,
            String address,
            Supplier<ChildProcess> launch,
            Runnable afterStop,
            Duration grace,
            Roster roster,
            Terminal terminal) {
        this.name = name;
        this.address = address;
        this.launch = launch;
        this.afterStop = afterStop;
        this.grace = grace;
        this.roster = roster;
        this.terminal = terminal;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    State state() {
        return state;
    }

    Optional<Long> pid() {
        ChildProcess current = process;
        return current == null || !current.isAlive()
                ? Optional.empty()
                : Optional.of(current.handle().pid());
    }

    /** Starts it and returns when it is ready. */
    void start() {
        synchronized (this) {
            if (state == State.STOPPED) {
                throw new IllegalStateException(name + " was stopped before it started");
            }
            state = State.STARTING;
        }
        long begun = System.nanoTime();
        run();
        terminal.say("  %-20s ready after %4.1f s   %s".formatted(name, (System.nanoTime() - begun) / 1e9, address));
    }

    /** Stops it, for good. */
    void stop() {
        ChildProcess running;
        synchronized (this) {
            state = State.STOPPED;
            running = process;
        }
        if (running != null && running.isAlive()) {
            boolean inOrder = running.stop(grace);
            terminal.say("  " + name + " stopped");
            if (inOrder) {
                tidyUp();
            }
        }
    }

    /** What goes wrong here must keep no other part from stopping. */
    private void tidyUp() {
        try {
            afterStop.run();
        } catch (RuntimeException e) {
            terminal.say("  " + name + ": " + e.getMessage());
        }
    }

    /** Ends it without asking, for good. */
    void kill() {
        state = State.STOPPED;
        ChildProcess running = process;
        if (running != null && running.isAlive()) {
            running.kill();
        }
    }

    private void run() {
        ChildProcess started = launch.get();
        synchronized (this) {
            process = started;
            if (state == State.STOPPED) {
                started.kill();
                return;
            }
            roster.add(started);
            state = State.READY;
            readySince = System.nanoTime();
        }
        started.onExit().thenAccept(ended -> restart(started.tail(LAST_LINES)));
    }

    private synchronized void restart(String lastLines) {
        if (state == State.STOPPED) {
            return;
        }
        state = State.RESTARTING;
        if (System.nanoTime() - readySince > STEADY.toNanos()) {
            backOff = FIRST_BACK_OFF;
        }
        terminal.say("\n" + name + " has ended. Its last lines:\n" + lastLines.indent(4) + "It is started again in "
                + backOff.toSeconds() + " s.\n");
        after(backOff).execute(this::tryAgain);
        backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff.multipliedBy(2);
    }

    private void tryAgain() {
        if (state == State.STOPPED) {
            return;
        }
        try {
            run();
            terminal.say(name + " is ready again.");
        } catch (RuntimeException e) {
            restart(String.valueOf(e.getMessage()));
        }
    }

    private static Executor after(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
