package signup.registration.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to a user whose address somebody signed up again, in place of an answer.
 *
 * @param signupId the signup that was refused
 * @param sub the user
 * @param purpose while the address was not confirmed {@code REGISTRATION} for who is to choose a password, for others {@code
 *     CONFIRMATION}; then {@code ALREADY_REGISTERED}
 * @param email the address as the user has it, not as the stranger wrote it
 * @param locale the user's language
 * @param at when, in whole microseconds
 */
public record RequestedMail(
        UUID signupId, UUID sub, Purpose purpose, @Nullable String email, String locale, Instant at) {

    @Override
    public String toString() {
        return "RequestedMail[" + signupId + ", " + purpose + "]";
    }
}
