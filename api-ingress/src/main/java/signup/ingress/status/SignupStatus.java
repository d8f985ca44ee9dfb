package signup.ingress.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.events.Dialect;
import signup.events.UserCreated;
import signup.events.Violation;

/** A decided signup. */
sealed interface SignupStatus {

    UUID signupId();

    Dialect dialect();

    /** Who sent it, as events name clients. */
    String client();

    Instant decidedAt();

    /**
     * There is a user.
     *
     * @param credential none, pending, ready, failed
     * @param mail none, pending, handed_over, failed, abandoned
     * @param avatar none, pending, ready, failed
     * @param activatedAt when the address was confirmed; null while it is not
     */
    record Created(
            UUID signupId,
            Dialect dialect,
            String client,
            Instant decidedAt,
            UserCreated user,
            String credential,
            String mail,
            String avatar,
            @Nullable Instant activatedAt)
            implements SignupStatus {}

    /** There is none. */
    record Rejected(UUID signupId, Dialect dialect, String client, Instant decidedAt, List<Violation> violations)
            implements SignupStatus {}
}
