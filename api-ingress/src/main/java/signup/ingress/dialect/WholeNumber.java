package signup.ingress.dialect;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Which texts are whole numbers: those in digits that every reader of JSON takes as they are, which is below 2^53 (RFC 8259, 6). */
public final class WholeNumber {

    private static final long LARGEST = (1L << 53) - 1;
    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,16}");

    private WholeNumber() {}

    /** Its value; empty when it is none. */
    public static OptionalLong parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(text);
        return Math.abs(value) <= LARGEST ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
