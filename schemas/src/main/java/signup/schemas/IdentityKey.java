package signup.schemas;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form in which identities are compared, so that two that a person would take for one are one: NFKC, lower case in
 * {@link Locale#ROOT}, NFKC again, and the domain of an address in ASCII (IDNA), which is another writing of the same mailbox.
 * It is both the Kafka key and the content of the unique columns.
 */
public final class IdentityKey {

    /** Punycode takes quadratic time. */
    private static final int LONGEST_DOMAIN = 255;

    private IdentityKey() {}

    /** The key of a username or an email address; null for null. */
    public static @Nullable String of(@Nullable String identity) {
        if (identity == null || isLowerCaseAscii(identity)) {
            return identity;
        }
        String compatible = Normalizer.normalize(identity, Normalizer.Form.NFKC);
        return withAsciiDomain(Normalizer.normalize(compatible.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC));
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

    private static String withAsciiDomain(String identity) {
        int domain = identity.lastIndexOf('@') + 1;
        int length = identity.length() - domain;
        if (domain == 0 || length > LONGEST_DOMAIN || isLowerCaseAscii(identity.substring(domain))) {
            return identity;
        }
        try {
            return identity.substring(0, domain) + IDN.toASCII(identity.substring(domain));
        } catch (IllegalArgumentException notOfAnAddress) {
            return identity;
        }
    }

    private static boolean isLowerCaseAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80 && (c < 'A' || c > 'Z'));
    }
}
