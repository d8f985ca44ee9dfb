package signup.ingress.dialect;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a caller reads, by its {@code Accept-Language} header (RFC 9110, weights included).
 *
 * @param header the header; null when there is none
 */
public record AcceptedLanguages(@Nullable String header) {

    /** A longer header than any browser sends is not worth parsing. */
    private static final int LONGEST = 512;

    /** The best of these language tags; the first when the caller accepts none or says nothing that can be read. */
    public String among(List<String> tags) {
        if (header == null || header.isBlank() || header.length() > LONGEST) {
            return tags.get(0);
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            String found = Locale.lookupTag(ranges, tags);
            return found == null ? tags.get(0) : found;
        } catch (IllegalArgumentException unreadable) {
            return tags.get(0);
        }
    }
}
