package signup.acceptance.faults.load;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a part of the load has to do, on a clock of its own, and how it is waited for. One that throws does not end those
 * that are to come, and is remembered: a load that dies quietly leaves accounts that are clear because nobody was there. Safe
 * for several threads.
 */
final class Errands implements AutoCloseable {

    private static final int THREADS = 2;
    private static final long LONGEST_MINUTES = 2;

    private final String name;
    private final ScheduledExecutorService clock;
    private final Phaser underWay = new Phaser(1);
    private final Set<String> failures = new ConcurrentSkipListSet<>();
    private volatile boolean stopped;

    /** @param name of its threads, and in failures */
    Errands(String name) {
        this.name = name;
        this.clock = Executors.newScheduledThreadPool(THREADS, work -> daemon(work, name));
    }

    /** Does it now and each time that so much has passed, one after the other, until {@link #stop}. */
    void repeat(Runnable errand, Duration every) {
        clock.scheduleAtFixedRate(
                () -> {
                    begin();
                    run(() -> {
                        if (!stopped) {
                            errand.run();
                        }
                    });
                },
                0,
                every.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Does it once, then. */
    void later(Runnable errand, Duration then) {
        begin();
        clock.schedule(() -> run(errand), then.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Something has begun that ends elsewhere; {@link #end} says when. */
    void begin() {
        underWay.register();
    }

    void end() {
        underWay.arriveAndDeregister();
    }

    /** Repeats nothing any more; what is under way goes on. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Returns when nothing is under way. */
    void awaitAll() {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Still under way: " + name, e);
        }
    }

    /** What was thrown, each thing once. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void run(Runnable errand) {
        try {
            errand.run();
        } catch (RuntimeException | AssertionError e) {
            failures.add(name + " failed: " + e);
        } finally {
            end();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
