package signup.schemas;

import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form in which identities are compared, so that two that a person would take for one are one: NFKC, lower case in
 * {@link Locale#ROOT}, NFKC again. It is both the Kafka key and the content of the unique columns.
 */
public final class IdentityKey {

    private IdentityKey() {}

    /** The key of a username or an email address; null for null. */
    public static @Nullable String of(@Nullable String identity) {
        if (identity == null || isLowerCaseAscii(identity)) {
            return identity;
        }
        String compatible = Normalizer.normalize(identity, Normalizer.Form.NFKC);
        return Normalizer.normalize(compatible.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    /** The key of a record on {@code signup.requested}: username, else email, else ext_id as it is, else the signup id. */
    public static String ofSignup(
            @Nullable String username, @Nullable String email, @Nullable String extId, UUID signupId) {
        if (username != null) {
            return of(username);
        }
        if (email != null) {
            return of(email);
        }
        return extId != null ? extId : signupId.toString();
    }

    private static boolean isLowerCaseAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80 && (c < 'A' || c > 'Z'));
    }
}
