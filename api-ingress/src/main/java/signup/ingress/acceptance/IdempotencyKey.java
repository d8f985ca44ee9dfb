package signup.ingress.acceptance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of an {@code Idempotency-Key} header (draft-ietf-httpapi-idempotency-key-header): the client's name for a
 * signup, equal in all its tries. The draft wants a string of RFC 8941, in quotation marks; most clients send it bare. Both
 * are one key.
 *
 * @param text 1 to {@value #LONGEST} printable ASCII characters, spaces only between others
 */
public record IdempotencyKey(String text) {

    private static final int LONGEST = 255;
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /** The key in this text; empty when it can be none. */
    public static Optional<IdempotencyKey> parse(String text) {
        // Quoted and escaped, a key is at most so much longer.
        if (text.length() > 2 * LONGEST + 2) {
            return Optional.empty();
        }
        String key = text.strip();
        if (key.startsWith("\"")) {
            Matcher quoted = QUOTED.matcher(key);
            key = quoted.matches()
                    ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1").strip()
                    : "";
        }
        boolean printable = key.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
        return printable && !key.isEmpty() && key.length() <= LONGEST
                ? Optional.of(new IdempotencyKey(key))
                : Optional.empty();
    }

    /** The key of a request that has these headers: none, or one; several that differ name nothing. */
    public static Optional<IdempotencyKey> parse(List<String> headers) {
        return headers.stream().distinct().count() == 1 ? parse(headers.get(0)) : Optional.empty();
    }
}
