package signup.registration.activation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.registration.model.Coordinates;
import signup.registration.model.Purpose;

/**
 * A pressed button of a mailed link.
 *
 * @param activationId names this attempt
 * @param linkId the link, which is spent once
 * @param withPassword whether a sealed password came with it
 * @param actBefore from when on nobody waits for it any more; null when it is to be done whenever it comes
 */
public record Activation(
        UUID activationId,
        UUID linkId,
        Purpose purpose,
        UUID sub,
        boolean withPassword,
        Coordinates coordinates,
        @Nullable Instant actBefore) {

    /** Whether it comes too late to spend a link. */
    boolean isExpiredAt(Instant now) {
        return actBefore != null && !now.isBefore(actBefore);
    }
}
