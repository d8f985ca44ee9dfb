package signup.ingress.acceptance;

import java.util.UUID;
import signup.events.UserCreated;
import signup.ingress.dialect.Refusal;

/** What came of offering a signup. */
public sealed interface Acceptance {

    /** Names the signup from now on. */
    UUID signupId();

    /** It is decided: there is a user. */
    record Created(UUID signupId, UserCreated user) implements Acceptance {}

    /** It is decided: there is none, and why. */
    record Refused(UUID signupId, Refusal refusal) implements Acceptance {}

    /** It is durable and will be decided. */
    record Pending(UUID signupId) implements Acceptance {}

    /** It is not known whether it is durable; trying again under the same idempotency key is safe. */
    record Unavailable(UUID signupId) implements Acceptance {}
}
