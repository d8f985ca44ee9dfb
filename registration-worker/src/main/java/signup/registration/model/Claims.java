package signup.registration.model;

import org.jspecify.annotations.Nullable;

/**
 * The unique keys of a user in the form in which identities are compared; null where there is none, or where the
 * dialect neither takes nor checks it.
 */
public record Claims(
        @Nullable String username,
        @Nullable String email,
        @Nullable String extId) {

    @Override
    public String toString() {
        return "Claims[…]";
    }
}
