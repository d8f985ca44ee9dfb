package signup.registration.avatar;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks now and then at how much waits, so that a scrape asks no database. */
final class WatchingAvatars implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WatchingAvatars.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Avatars avatars;
    private final AvatarMetrics metrics;
    private final Duration databaseTime;
    private volatile @Nullable ScheduledExecutorService looking;

    WatchingAvatars(Avatars avatars, AvatarMetrics metrics, Duration databaseTime) {
        this.avatars = avatars;
        this.metrics = metrics;
        this.databaseTime = databaseTime;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "avatars-backlog");
            thread.setDaemon(true);
            return thread;
        });
        looking = started;
        started.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws is never run again. */
    private void look() {
        try {
            avatars.backlog().blockOptional(databaseTime).ifPresent(metrics::backlog);
        } catch (RuntimeException e) {
            log.debug("How many avatars wait is not known", e);
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = looking;
        if (running != null) {
            running.shutdownNow();
        }
        looking = null;
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
