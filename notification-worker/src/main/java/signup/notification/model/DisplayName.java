package signup.notification.model;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name that a mail greets with. Anyone can sign up somebody else's address under any "name", so a name that reads as
 * a message or that a mail client would turn into a link is left out, and the greeting stays without name.
 */
public final class DisplayName {

    private static final int LONGEST = 64;

    /** Words of letters, marks and digits joined by spaces, hyphens and apostrophes; a full stop only before a space or the end. */
    private static final Pattern NAME = Pattern.compile("(?:[\\p{L}\\p{M}\\p{Nd} '’\\-]|\\.(?= |$))+");

    private DisplayName() {}

    /** The first of these that can be shown; null when none can. */
    public static @Nullable String of(@Nullable String... candidates) {
        for (String candidate : candidates) {
            Optional<String> shown = show(candidate);
            if (shown.isPresent()) {
                return shown.get();
            }
        }
        return null;
    }

    private static Optional<String> show(@Nullable String candidate) {
        return Optional.ofNullable(candidate)
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST)
                .filter(name -> NAME.matcher(name).matches());
    }
}
