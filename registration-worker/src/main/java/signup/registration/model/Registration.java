package signup.registration.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signup that waits for its decision.
 *
 * @param acceptedAt when the ingress accepted it
 * @param coordinates where its request stands in Kafka
 * @param identity its keys, whether its dialect claims them or not
 * @param withPassword whether a sealed password came with it
 * @param size bytes of its request
 */
public record Registration(
        UUID signupId,
        Dialect dialect,
        String client,
        BodyMac bodyMac,
        Instant acceptedAt,
        Coordinates coordinates,
        Profile profile,
        Claims identity,
        boolean withPassword,
        @Nullable Picture picture,
        @Nullable String inviteCode,
        @Nullable String promoCode,
        @Nullable Challenge challenge,
        int size) {

    @Override
    public String toString() {
        return "Registration[" + signupId + "]";
    }
}
