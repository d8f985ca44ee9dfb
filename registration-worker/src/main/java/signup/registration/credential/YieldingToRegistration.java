package signup.registration.credential;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Pauses hashing while many signups wait for their decision on this instance, or come: a core that hashes decides nobody,
 * and a user can wait for a password but not for an answer. Those that come count as well, because where cores are scarce
 * signups wait before they reach this instance. A paused consumer keeps its partitions. So that a constant load does not
 * starve hashing, it waits for {@code atMost} and then has a turn of the same length.
 */
final class YieldingToRegistration implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(YieldingToRegistration.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final MessageListenerContainer hashing;
    private final LongSupplier waitingSignups;
    private final LongSupplier takenSignups;
    private final long above;
    private final Duration atMost;
    private final Clock clock;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hashing-yield");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;
    private long takenBefore;
    private long pausedSince = -1;
    private long turnEnds;

    /**
     * @param waitingSignups how many wait now
     * @param takenSignups how many have ever come
     */
    YieldingToRegistration(
            MessageListenerContainer hashing,
            LongSupplier waitingSignups,
            LongSupplier takenSignups,
            long above,
            Duration atMost,
            Clock clock) {
        this.hashing = hashing;
        this.waitingSignups = waitingSignups;
        this.takenSignups = takenSignups;
        this.above = above;
        this.atMost = atMost;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        looking.scheduleWithFixedDelay(this::tryToLook, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws is never run again; hashing would wait for ever. */
    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("Whether hashing should wait is not known", e);
        }
    }

    void look() {
        long now = clock.millis();
        long taken = takenSignups.getAsLong();
        boolean lags = Math.max(waitingSignups.getAsLong(), taken - takenBefore) > above;
        takenBefore = taken;
        boolean waits = pausedSince >= 0;
        if (waits && (!lags || now - pausedSince > atMost.toMillis())) {
            turnEnds = lags ? now + atMost.toMillis() : 0;
            pausedSince = -1;
            hashing.resume();
        } else if (lags && !waits && now >= turnEnds) {
            pausedSince = now;
            hashing.pause();
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
