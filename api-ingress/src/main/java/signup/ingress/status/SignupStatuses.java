package signup.ingress.status;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** The decided signups. */
interface SignupStatuses {

    /** The signup of that id; empty when it is not decided (or was never accepted); fails when it cannot be said in time. */
    Mono<SignupStatus> find(UUID signupId);
}
