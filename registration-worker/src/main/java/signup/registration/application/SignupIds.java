package signup.registration.application;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * Ids that derive from others, so that whatever is sent again carries the same: UUIDs of version 5 (RFC 9562).
 */
public final class SignupIds {

    /** UUIDv5 of {@code signup/users} under RFC 9562's namespace of URLs. */
    private static final UUID USERS = UUID.fromString("d80b7db7-357e-5507-854e-1ce91f96f6f7");

    private SignupIds() {}

    /** The user's public id. */
    public static UUID sub(UUID signupId) {
        return UuidCreator.getNameBasedSha1(USERS, signupId.toString());
    }

    /** The id of the event of that kind that the cause (a signup, an activation or a link) brings about. */
    public static UUID event(UUID cause, String kind) {
        return UuidCreator.getNameBasedSha1(cause, kind);
    }
}
