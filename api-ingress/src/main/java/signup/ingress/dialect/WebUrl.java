package signup.ingress.dialect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Which texts are URLs that a browser or this system may go to: absolute, http or https, with a host, without user info. */
public final class WebUrl {

    private static final int LONGEST = 2_000;

    private WebUrl() {}

    public static boolean isValid(String text) {
        if (text.length() > LONGEST || !Text.isPlain(text)) {
            return false;
        }
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
