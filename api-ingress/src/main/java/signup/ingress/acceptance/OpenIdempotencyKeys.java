package signup.ingress.acceptance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import signup.events.BodyMac;

/**
 * The bodies that now wait here under an idempotency key: another body is refused at once, as the worker would refuse it. Of signups that nobody waited for the
 * bodies are remembered, so many and so long that memory is bounded: their clients never hear the worker's refusal.
 */
final class OpenIdempotencyKeys {

    private static final int REMEMBERED = 100_000;
    private static final Duration MEMORY = Duration.ofHours(24);

    private record Entry(BodyMac body, int holders) {}

    private final ConcurrentMap<UUID, Entry> entries = new ConcurrentHashMap<>();
    private final Cache<UUID, BodyMac> unawaited = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    /** False when another body is there. */
    boolean enter(UUID signupId, BodyMac body) {
        @Nullable BodyMac before = unawaited.getIfPresent(signupId);
        if (before != null && !before.equals(body)) {
            return false;
        }
        return entries.merge(
                        signupId,
                        new Entry(body, 1),
                        (there, mine) ->
                                there.body().equals(mine.body()) ? new Entry(there.body(), there.holders() + 1) : there)
                .body()
                .equals(body);
    }

    /** The body was published, and nobody waits for what becomes of it. */
    void remember(UUID signupId, BodyMac body) {
        unawaited.put(signupId, body);
    }

    void leave(UUID signupId) {
        entries.computeIfPresent(
                signupId, (id, entry) -> entry.holders() == 1 ? null : new Entry(entry.body(), entry.holders() - 1));
    }
}
