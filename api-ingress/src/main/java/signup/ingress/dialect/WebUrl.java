package signup.ingress.dialect;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which texts are URLs that a browser or this system may go to: absolute, http or https, with a host, without user info. */
public final class WebUrl {

    private static final int LONGEST = 2_000;
    private static final Pattern HOST_IN_OTHER_LETTERS =
            Pattern.compile("(?i)(https?://)([^/?#:@]*[^\\p{ASCII}/?#:@][^/?#:@]*)(.*)");

    private WebUrl() {}

    public static boolean isValid(String text) {
        return inAscii(text) != null;
    }

    /**
     * The URL with its host as it is asked for in the domain name system: {@code https://bücher.example/} as
     * {@code https://xn--bcher-kva.example/}. Null when it is none, or its host in other letters has no such form that
     * everybody reads as the same: Java (IDNA 2003) takes {@code ß} for {@code ss} and {@code ς} for {@code σ}, browsers do
     * not.
     */
    public static @Nullable String inAscii(String text) {
        if (text.length() > LONGEST || !Text.isPlain(text)) {
            return null; // before a pattern is tried on it
        }
        Matcher other = HOST_IN_OTHER_LETTERS.matcher(text);
        if (!other.matches()) {
            return isWebUrl(text) ? text : null;
        }
        @Nullable String host = inAsciiHost(other.group(2));
        @Nullable String url = host == null ? null : other.group(1) + host + other.group(3);
        return url != null && isWebUrl(url) ? url : null;
    }

    private static @Nullable String inAsciiHost(String host) {
        try {
            String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
            return IDN.toUnicode(ascii).equals(host.toLowerCase(Locale.ROOT)) ? ascii : null;
        } catch (IllegalArgumentException noHost) {
            return null;
        }
    }

    private static boolean isWebUrl(String text) {
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            return text.length() <= LONGEST
                    && (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
