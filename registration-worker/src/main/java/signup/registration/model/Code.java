package signup.registration.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A code as a batch of signups finds it.
 *
 * @param id its row's
 * @param validFrom from when on it can be used; null: always
 * @param expiresAt when it can be used no more; null: never
 * @param left how often it can still be used; null: without end
 * @param email whose it is, in the form in which identities are compared; null: anybody's
 * @param role what its user inherits
 * @param tags what its user inherits
 */
public record Code(
        long id,
        CodeKey key,
        @Nullable Instant validFrom,
        @Nullable Instant expiresAt,
        @Nullable Integer left,
        @Nullable String email,
        @Nullable String role,
        List<Long> tags) {

    public Code {
        tags = List.copyOf(tags);
    }

    /**
     * Why this signup cannot use it, when so many uses were dealt already. Its dates are judged by the time when the signup
     * was accepted. Who may not use it hears nothing of it.
     */
    Optional<Reason> refusalOf(Registration registration, int dealt) {
        Instant at = registration.acceptedAt();
        boolean others = email != null && !email.equals(registration.identity().email());
        if (others || validFrom != null && at.isBefore(validFrom)) {
            return Optional.of(Reason.CODE_UNKNOWN);
        }
        if (expiresAt != null && !at.isBefore(expiresAt)) {
            return Optional.of(Reason.CODE_EXPIRED);
        }
        return left != null && dealt >= left ? Optional.of(Reason.CODE_SPENT) : Optional.empty();
    }

    /** The same with fewer uses. */
    public Code after(int uses) {
        return new Code(id, key, validFrom, expiresAt, left == null ? null : left - uses, email, role, tags);
    }

    @Override
    public String toString() {
        return "Code[" + key.kind() + " " + id + "]";
    }
}
