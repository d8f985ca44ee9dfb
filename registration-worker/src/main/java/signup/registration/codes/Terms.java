package signup.registration.codes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a code, when and how often, and what comes of it. Invite codes are used so many times by whom they are for;
 * promo codes within their dates.
 *
 * @param uses how often; null: without end (promo codes only)
 * @param validFrom from when on; null: at once (promo codes only)
 * @param expiresAt until when; null: for ever
 * @param email by whom; null: by anybody (invite codes only)
 * @param role what its user inherits (invite codes only)
 * @param tags what its user inherits (invite codes only)
 */
public record Terms(
        @Nullable Integer uses,
        @Nullable Instant validFrom,
        @Nullable Instant expiresAt,
        @Nullable String email,
        @Nullable String role,
        List<Long> tags) {

    public Terms {
        tags = List.copyOf(tags);
    }

    @Override
    public String toString() {
        return "Terms[…]";
    }
}
