package signup.registration.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signup that waits for its decision.
 *
 * @param acceptedAt when the ingress accepted it
 * @param coordinates where its request stands in Kafka
 * @param identity its keys, whether its dialect claims them or not
 * @param withPassword whether a sealed password came with it
 * @param inviteCode in the form in which identities are compared
 * @param promoCode in the form in which identities are compared
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

    /** The codes that came along. */
    public List<CodeKey> codes() {
        if (inviteCode == null && promoCode == null) {
            return List.of();
        }
        List<CodeKey> codes = new ArrayList<>(2);
        if (inviteCode != null) {
            codes.add(new CodeKey(CodeKind.INVITE, inviteCode));
        }
        if (promoCode != null) {
            codes.add(new CodeKey(CodeKind.PROMO, promoCode));
        }
        return codes;
    }

    /** The same of somebody with that profile. */
    Registration with(Profile other) {
        return new Registration(
                signupId,
                dialect,
                client,
                bodyMac,
                acceptedAt,
                coordinates,
                other,
                identity,
                withPassword,
                picture,
                inviteCode,
                promoCode,
                challenge,
                size);
    }

    @Override
    public String toString() {
        return "Registration[" + signupId + "]";
    }
}
