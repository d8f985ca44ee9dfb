package signup.ingress.acceptance;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import signup.events.BodyMac;

/**
 * The bodies that now wait here under an idempotency key. Replies are matched by signup id, so two bodies under one id must
 * not wait side by side: the second is refused, as the worker would refuse it.
 */
final class OpenIdempotencyKeys {

    private record Entry(BodyMac body, int holders) {}

    private final ConcurrentMap<UUID, Entry> entries = new ConcurrentHashMap<>();

    /** False when another body is there. */
    boolean enter(UUID signupId, BodyMac body) {
        return entries.merge(
                        signupId,
                        new Entry(body, 1),
                        (there, mine) ->
                                there.body().equals(mine.body()) ? new Entry(there.body(), there.holders() + 1) : there)
                .body()
                .equals(body);
    }

    void leave(UUID signupId) {
        entries.computeIfPresent(
                signupId, (id, entry) -> entry.holders() == 1 ? null : new Entry(entry.body(), entry.holders() - 1));
    }
}
