package signup.ingress.activation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets each caller try so many times in a window that starts with its first try. Counts are those of this instance; of
 * the callers seen last, so many that memory is bounded. Safe for use by several threads.
 */
final class AttemptLimit {

    private static final int REMEMBERED_CALLERS = 100_000;

    private final int attempts;
    private final Duration window;
    private final InstantSource clock;
    private final Cache<String, Window> windows;

    /** With 10 attempts in a minute, the eleventh try within 60 s of the first is refused until these 60 s are over. */
    AttemptLimit(int attempts, Duration window, InstantSource clock) {
        this.attempts = attempts;
        this.window = window;
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_CALLERS)
                .expireAfterWrite(window)
                .build();
    }

    /** Counts a try; how long to wait before the next when this one is not allowed, else empty. */
    Optional<Duration> tryAgainAfter(String caller) {
        Instant now = clock.instant();
        Window current = windows.asMap()
                .compute(
                        caller,
                        (key, before) -> before == null || !now.isBefore(before.end)
                                ? new Window(now.plus(window), 1)
                                : new Window(before.end, before.used + 1));
        return current.used <= attempts ? Optional.empty() : Optional.of(Duration.between(now, current.end));
    }

    private record Window(Instant end, int used) {}
}
