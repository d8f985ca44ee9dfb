package signup.ingress.status;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** The users that there are. */
public interface KnownUsers {

    /** Whether there is one whose {@code sub} is one of these two or between them; fails when it cannot be said in time. */
    Mono<Boolean> existsBetween(UUID first, UUID last);
}
