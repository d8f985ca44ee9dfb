package signup.notification.model;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that an event owes somebody.
 *
 * @param causeId the causing event's id
 * @param purpose what it is for
 * @param recipient to whom
 * @param locale the language wished for, a BCP 47 tag
 * @param requestedAt when the causing event happened
 * @param traceparent the causing record's trace, where it has one
 */
public record OwedMail(
        UUID causeId,
        Purpose purpose,
        Recipient recipient,
        String locale,
        Instant requestedAt,
        @Nullable String traceparent) {

    /** The key of the ledger: one dispatch per cause and purpose, however often the event comes. UUIDv5. */
    public UUID dispatchId() {
        return UuidCreator.getNameBasedSha1(causeId, purpose.term());
    }
}
