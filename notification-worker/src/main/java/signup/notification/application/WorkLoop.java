package signup.notification.application;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does a step again and again: at once while there is more to do, else when woken or after the poll
 * interval. A step that throws is retried with back-off for as long as it takes; an {@link Error} ends the thread, and
 * {@link #isAlive} tells.
 */
final class WorkLoop {

    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** One step of work. */
    @FunctionalInterface
    interface Step {
        /** Returns whether there may be more to do at once. */
        boolean run() throws InterruptedException;
    }

    private final String name;
    private final Duration pollInterval;
    private final Step step;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    WorkLoop(String name, Duration pollInterval, Step step) {
        this.name = name;
        this.pollInterval = pollInterval;
        this.step = step;
    }

    void start() {
        stopping = false;
        Thread started = new Thread(this::run, name);
        thread = started;
        started.start();
    }

    /** Ends the loop after the running step; waits for that at most {@code patience}. */
    void stop(Duration patience) {
        stopping = true;
        wake();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(patience.toMillis());
            running.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the step run soon. */
    void wake() {
        wakeUps.release();
    }

    boolean isAlive() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            try {
                boolean more = step.run();
                pause = FIRST_PAUSE;
                if (!more) {
                    await(pollInterval);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("{} failed and is tried again in {} ms", name, pause.toMillis(), e);
                if (!sleep(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void await(Duration atMost) throws InterruptedException {
        if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
    }

    private boolean sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
