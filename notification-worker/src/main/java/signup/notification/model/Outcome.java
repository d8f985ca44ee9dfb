package signup.notification.model;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dispatch, as subscribers are told.
 *
 * @param dispatchId the ledger's key
 * @param sub the user's public id, where there is a user
 * @param purpose what the mail was for
 * @param state where it ended
 * @param attempts tries, the last one included
 * @param reason why it was not handed over, without personal data
 * @param decidedAt when it ended
 * @param traceparent the trace of the causing record, where it had one
 */
public record Outcome(
        UUID dispatchId,
        @Nullable UUID sub,
        Purpose purpose,
        State state,
        int attempts,
        @Nullable String reason,
        Instant decidedAt,
        @Nullable String traceparent) {

    /** The event's id, the same however often it is published. UUIDv5. */
    public UUID eventId() {
        return UuidCreator.getNameBasedSha1(dispatchId, state.term());
    }
}
