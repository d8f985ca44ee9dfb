package signup.notification.model;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.UUID;

/**
 * A mail of the ledger that this worker has claimed for one attempt.
 *
 * @param dispatchId the ledger's key
 * @param claim the claim's own id: who no longer holds it may not settle the dispatch
 * @param purpose what it is for
 * @param recipient to whom
 * @param locale the language wished for, a BCP 47 tag
 * @param attempts how many attempts were begun, this one included
 * @param age time since the mail was owed
 */
public record Dispatch(
        UUID dispatchId, UUID claim, Purpose purpose, Recipient recipient, String locale, int attempts, Duration age) {

    /** The id of the link in this mail, the same in every attempt. UUIDv5. */
    public UUID linkId() {
        return UuidCreator.getNameBasedSha1(dispatchId, "link");
    }
}
