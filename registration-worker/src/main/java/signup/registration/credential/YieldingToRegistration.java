package signup.registration.credential;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Pauses hashing while signups wait for their decision on this instance: a core that hashes decides nobody, and a user
 * can wait for a password but not for an answer. A paused consumer keeps its partitions. So that a constant load does not
 * starve hashing, it gets a turn after {@code atMost}.
 */
final class YieldingToRegistration implements SmartLifecycle {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final MessageListenerContainer hashing;
    private final LongSupplier waitingSignups;
    private final long above;
    private final Duration atMost;
    private final Clock clock;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hashing-yield");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;
    private long pausedSince = -1;

    YieldingToRegistration(
            MessageListenerContainer hashing, LongSupplier waitingSignups, long above, Duration atMost, Clock clock) {
        this.hashing = hashing;
        this.waitingSignups = waitingSignups;
        this.above = above;
        this.atMost = atMost;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        boolean lags = waitingSignups.getAsLong() > above;
        boolean hadEnough = pausedSince >= 0 && clock.millis() - pausedSince > atMost.toMillis();
        if (!lags || hadEnough) {
            resume();
        } else if (pausedSince < 0) {
            pausedSince = clock.millis();
            hashing.pause();
        }
    }

    private void resume() {
        if (pausedSince >= 0) {
            pausedSince = -1;
            hashing.resume();
        }
    }

    @Override
    public void stop() {
        running = false;
        looking.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
