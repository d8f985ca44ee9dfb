package signup.registration.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as created: only what never changes after.
 *
 * @param sub the public id
 * @param id the numeric id, given by the database
 */
public record User(
        UUID sub,
        long id,
        UUID signupId,
        Dialect dialect,
        Profile profile,
        Status statusAtCreation,
        @Nullable String avatarUrl,
        Instant createdAt) {

    @Override
    public String toString() {
        return "User[" + sub + "]";
    }
}
