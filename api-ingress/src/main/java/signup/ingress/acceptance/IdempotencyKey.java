package signup.ingress.acceptance;

import java.util.Optional;

/**
 * The value of an {@code Idempotency-Key} header (draft-ietf-httpapi-idempotency-key-header): the client's name for a
 * signup, equal in all its tries.
 *
 * @param text 1 to {@value #LONGEST} printable ASCII characters, spaces only between others
 */
public record IdempotencyKey(String text) {

    private static final int LONGEST = 255;

    /** The key in this text; empty when it can be none. */
    public static Optional<IdempotencyKey> parse(String text) {
        String key = text.strip();
        boolean printable = key.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
        return printable && !key.isEmpty() && key.length() <= LONGEST
                ? Optional.of(new IdempotencyKey(key))
                : Optional.empty();
    }
}
