package signup.registration.avatar;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import signup.registration.avatar.Avatars.Origin;

/**
 * Claims the due avatars of one origin and has a bounded number of threads make them. What was given by URL and what was
 * given inline have a lane each, so that no slow server keeps anybody waiting who needs none; and of the threads of a lane
 * only some are for one host.
 */
final class AvatarLane implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AvatarLane.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Origin origin;
    private final Avatars avatars;
    private final MakingAvatars making;
    private final AvatarLaneLimits limits;
    private final Semaphore places;
    private final Map<String, Integer> hosts = new ConcurrentHashMap<>();
    private volatile @Nullable ExecutorService threads;

    AvatarLane(Origin origin, Avatars avatars, MakingAvatars making, AvatarLaneLimits limits) {
        this.origin = origin;
        this.avatars = avatars;
        this.making = making;
        this.limits = limits;
        this.places = new Semaphore(limits.concurrency());
    }

    @Override
    public void start() {
        ExecutorService started = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "avatars-" + origin.name().toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
            return thread;
        });
        threads = started;
        started.execute(() -> claim(started));
    }

    /** Until it is interrupted. Whatever fails, it goes on: nobody would start it again. */
    private void claim(ExecutorService makers) {
        Duration pause = limits.pollInterval();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                pause = claimOne(makers) ? Duration.ZERO : limits.pollInterval();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                pause = pause.compareTo(limits.pollInterval()) < 0 ? limits.pollInterval() : pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
                log.warn("No avatar can be claimed now: {}", e.toString());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean claimOne(ExecutorService makers) throws InterruptedException {
        places.acquire();
        boolean handedOver = false;
        try {
            WaitingAvatar avatar =
                    avatars.claim(origin, busyHosts(), limits.lease()).block(limits.databaseTime());
            if (avatar != null) {
                begun(avatar);
                makers.execute(() -> make(avatar));
                handedOver = true;
            }
            return handedOver;
        } finally {
            if (!handedOver) {
                places.release();
            }
        }
    }

    private void make(WaitingAvatar avatar) {
        try {
            making.make(avatar);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("avatar sub={} comes again when its lease ends: {}", avatar.sub(), e.toString());
        } finally {
            ended(avatar);
            places.release();
        }
    }

    private List<String> busyHosts() {
        return hosts.entrySet().stream()
                .filter(host -> host.getValue() >= limits.perHost())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void begun(WaitingAvatar avatar) {
        if (avatar.host() != null) {
            hosts.merge(avatar.host(), 1, Integer::sum);
        }
    }

    private void ended(WaitingAvatar avatar) {
        if (avatar.host() != null) {
            hosts.computeIfPresent(avatar.host(), (host, making) -> making > 1 ? making - 1 : null);
        }
    }

    /** Lets nobody wait long: what is not done is made again when its lease has ended. */
    @Override
    public void stop() {
        ExecutorService running = threads;
        threads = null;
        if (running == null) {
            return;
        }
        running.shutdownNow();
        try {
            running.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
