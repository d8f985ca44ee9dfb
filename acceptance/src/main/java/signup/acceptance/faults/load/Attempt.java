package signup.acceptance.faults.load;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client and its answer.
 *
 * @param intent which thing the client wanted; several attempts may be made at one
 * @param key the idempotency key; null for none
 * @param body what was sent
 * @param patient whether the client waited for the decision
 * @param sentMillis when it was sent, since the epoch
 * @param answeredMillis when it was answered or given up
 * @param status the answer's status; 0 for none
 * @param signupId the answer's {@code Signup-Id}; null for none
 * @param answer the answer's body
 */
public record Attempt(
        int intent,
        @Nullable String key,
        String body,
        boolean patient,
        long sentMillis,
        long answeredMillis,
        int status,
        @Nullable UUID signupId,
        String answer) {

    private static final long LATE_MILLIS = 1_000;
    private static final String OTHER_BODY = "\"idempotency_key_reused\"";

    /** What the answer tells the client. */
    public enum Meaning {
        /** There is a user now. */
        CREATED,
        /** There will be no user; decided for good. */
        REFUSED,
        /** It will be decided. */
        PENDING,
        /** The key was used with another body. */
        CONFLICT,
        /** Not even looked at further: the request is wrong in itself. */
        INVALID,
        /** Nothing is promised: 503, or no answer. */
        UNKNOWN,
        /** An answer that should not be. */
        UNEXPECTED
    }

    public Meaning meaning() {
        return switch (status) {
            case 201 -> Meaning.CREATED;
            case 202 -> Meaning.PENDING;
            case 400 ->
                answer.contains(OTHER_BODY) ? Meaning.CONFLICT : signupId == null ? Meaning.INVALID : Meaning.REFUSED;
            case 0, 503 -> Meaning.UNKNOWN;
            default -> Meaning.UNEXPECTED;
        };
    }

    /** Whether the service has taken the signup upon itself. */
    public boolean isAcknowledged() {
        return switch (meaning()) {
            case CREATED, REFUSED, PENDING -> true;
            case CONFLICT, INVALID, UNKNOWN, UNEXPECTED -> false;
        };
    }

    /** Whether the client had what it waited for, and soon. */
    public boolean isInTime() {
        Meaning meaning = meaning();
        boolean told = meaning != Meaning.UNKNOWN && (meaning != Meaning.PENDING || !patient);
        return told && answeredMillis - sentMillis <= LATE_MILLIS;
    }
}
