package signup.registration.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user to be, when its keys are free. */
public record NewUser(
        UUID sub,
        Registration registration,
        Claims claims,
        Status status,
        @Nullable String avatarUrl) {

    /** The same from that registration. */
    public NewUser of(Registration other) {
        return new NewUser(sub, other, claims, status, avatarUrl);
    }

    /** The user that came of it. */
    public User created(long id, Instant at) {
        return new User(
                sub,
                id,
                registration.signupId(),
                registration.dialect(),
                registration.profile(),
                status,
                avatarUrl,
                at);
    }

    @Override
    public String toString() {
        return "NewUser[" + sub + "]";
    }
}
