package signup.ingress.dialect;

import java.util.regex.Pattern;

/**
 * Which texts are telephone numbers: 4 to 15 digits (E.164's longest), grouped by spaces, dots, dashes, slashes or
 * parentheses, with a plus before international ones.
 */
public final class PhoneNumber {

    private static final Pattern GROUPING = Pattern.compile("[ .()/\\u00a0\\u202f-]");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{4,15}");
    private static final int LONGEST = 40;

    private PhoneNumber() {}

    public static boolean isValid(String text) {
        return text.length() <= LONGEST
                && NUMBER.matcher(GROUPING.matcher(text).replaceAll("")).matches();
    }
}
