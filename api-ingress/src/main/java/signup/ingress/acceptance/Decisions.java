package signup.ingress.acceptance;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** What the registration worker has decided. */
public interface Decisions {

    /** Whether that signup is decided, which it then stays; fails when it cannot be said in time. */
    Mono<Boolean> exist(UUID signupId);
}
