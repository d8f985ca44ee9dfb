package signup.ingress.dialect.open;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import signup.ingress.dialect.Refusal;

/** One refusal of each kind. */
final class Refusals {

    private Refusals() {}

    static List<Refusal> all() {
        List<Refusal> all = List.of(
                new Refusal.Violated(List.of()),
                new Refusal.BadJson("line 1"),
                new Refusal.BadIdempotencyKey(),
                new Refusal.IdempotencyKeyReused(),
                new Refusal.Unauthenticated(false),
                new Refusal.Forbidden("origin"),
                new Refusal.NotFound(),
                new Refusal.MethodNotAllowed("PUT", Set.of("POST")),
                new Refusal.TooLarge(7),
                new Refusal.UnsupportedMediaType("text/plain"),
                new Refusal.Throttled(Duration.ofSeconds(3)),
                new Refusal.Internal(),
                new Refusal.Unavailable(Duration.ofSeconds(2), Optional.of(new UUID(1, 1))));
        if (all.size() != Refusal.Kind.values().length) {
            throw new IllegalStateException("A kind of refusal is missing here");
        }
        return all;
    }
}
