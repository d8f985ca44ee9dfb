package signup.ingress.dialect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a caller reads, by its {@code Accept-Language} header (RFC 9110, section 12.5.4).
 *
 * @param header the header; null when there is none
 */
public record AcceptedLanguages(@Nullable String header) {

    /** A longer header than any browser sends is not worth parsing. */
    private static final int LONGEST = 512;

    private static final String ANY = "*";

    /**
     * The best of these language tags. The greatest weight wins, of equal ones the first; {@code *} is the first tag that the
     * header does not name; a weight of zero refuses. The first tag when nothing decides, or the header cannot be read.
     */
    public String among(List<String> tags) {
        List<LanguageRange> ranges = ranges();
        Comparator<LanguageRange> byWeight = Comparator.comparingDouble(LanguageRange::getWeight);
        return ranges.stream()
                .filter(range -> range.getWeight() > 0)
                .sorted(byWeight.reversed())
                .flatMap(range -> chosen(range, ranges, tags).stream())
                .findFirst()
                .orElseGet(() -> tags.stream()
                        .filter(tag -> ranges.stream().noneMatch(range -> names(range, tag)))
                        .findFirst()
                        .orElse(tags.get(0)));
    }

    private List<LanguageRange> ranges() {
        if (header == null || header.isBlank() || header.length() > LONGEST) {
            return List.of();
        }
        try {
            return LanguageRange.parse(header);
        } catch (RuntimeException unreadable) {
            // Not only IllegalArgumentException: for a lone dash the JDK's parser leaves its array.
            return List.of();
        }
    }

    private static Optional<String> chosen(LanguageRange range, List<LanguageRange> ranges, List<String> tags) {
        return tags.stream()
                .filter(tag -> range.getRange().equals(ANY)
                        ? ranges.stream().noneMatch(other -> names(other, tag))
                        : names(range, tag))
                .findFirst();
    }

    /** {@code en-us} asks for English too (RFC 4647, lookup). */
    private static boolean names(LanguageRange range, String tag) {
        String named = range.getRange();
        String plain = tag.toLowerCase(Locale.ROOT);
        return named.equals(plain) || named.startsWith(plain + "-");
    }
}
