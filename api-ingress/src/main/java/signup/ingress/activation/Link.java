package signup.ingress.activation;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * What a genuine link token says.
 *
 * @param id names the link; the registration worker spends it
 * @param sub the user that it was mailed to
 * @param purpose what it is for
 * @param locale the language of the mail
 * @param dialect the dialect that the user signed up through, by its name in events; empty when the token does not tell
 * @param expiresAt from when on it is no longer taken
 */
public record Link(UUID id, UUID sub, Purpose purpose, Locale locale, String dialect, Instant expiresAt) {

    /** What links are for. */
    public enum Purpose {
        /** Proves that the address is the user's. */
        CONFIRMATION,
        /** The same, and the user chooses a password. */
        REGISTRATION
    }
}
