package signup.ingress.http;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The {@code Prefer} header (RFC 7240). Of its preferences {@code respond-async} is honoured; the others, {@code wait} among
 * them, are read over, as the RFC allows: whoever prefers not to wait is not kept waiting.
 */
final class Preferences {

    static final String RESPOND_ASYNC = "respond-async";

    private static final String PREFER = "Prefer";

    /** A longer header than anybody's preferences is not worth parsing. */
    private static final int LONGEST = 1_024;

    /** What stands between two commas outside of quotation marks. */
    private static final Pattern PREFERENCE = Pattern.compile("(?:[^\",]|\"(?:[^\"\\\\]|\\\\.)*+\"?)++");

    private Preferences() {}

    static boolean respondAsync(ServerRequest.Headers headers) {
        return respondAsync(headers.header(PREFER));
    }

    static boolean respondAsync(List<String> headers) {
        return headers.stream().anyMatch(Preferences::namesRespondAsync);
    }

    private static boolean namesRespondAsync(String header) {
        // Nearly always it stands alone, and parsing costs every signup that asks for it.
        return header.equalsIgnoreCase(RESPOND_ASYNC)
                || header.length() <= LONGEST
                        && PREFERENCE
                                .matcher(header)
                                .results()
                                .anyMatch(
                                        preference -> nameOf(preference.group()).equalsIgnoreCase(RESPOND_ASYNC));
    }

    /** Without its parameters. An empty value is none (RFC 7240, section 2); with another it is not the preference meant. */
    private static String nameOf(String preference) {
        String first = preference.split(";", 2)[0].strip();
        return first.replaceFirst("\\s*=\\s*(?:\"\")?$", "");
    }
}
