package signup.registration.avatar;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A URL that may be asked for a picture, as far as that can be told without resolving its host.
 *
 * @param host a name, or an address as its usual text, IPv6 in brackets
 * @param path with the query
 */
record PictureUrl(URI uri, boolean secure, String host, int port, String path) {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    /** Labels of letters and digits, the last with a letter first: nothing that a resolver may take for a number. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\\.?");

    private static final int LONGEST_NAME = 254;

    /** @throws AvatarFailedException when it is none */
    static PictureUrl of(String text, Set<Integer> ports) {
        try {
            return of(new URI(new URI(text).toASCIIString()), ports);
        } catch (URISyntaxException e) {
            throw forbidden();
        }
    }

    /** Where this one's answer redirects to. */
    PictureUrl redirectedTo(String location, Set<Integer> ports) {
        try {
            return of(uri.resolve(new URI(new URI(location).toASCIIString())), ports);
        } catch (URISyntaxException e) {
            throw forbidden();
        }
    }

    /** The address, when the host is one. */
    Optional<byte[]> address() {
        return host.startsWith("[") || IPV4.matcher(host).matches()
                ? Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(host))
                : Optional.empty();
    }

    /** As the header {@code Host} has it. */
    String authority() {
        return port == defaultPort(secure) ? host : host + ":" + port;
    }

    private static PictureUrl of(URI uri, Set<Integer> ports) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http") || uri.getRawUserInfo() != null || uri.getHost() == null) {
            throw forbidden();
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? defaultPort(secure) : uri.getPort();
        if (!isHost(host) || !ports.contains(port)) {
            throw forbidden();
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new PictureUrl(
                uri, secure, host, port, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return !host.contains("%") && NetUtil.createByteArrayFromIpAddressString(host) != null;
        }
        return IPV4.matcher(host).matches()
                || host.length() <= LONGEST_NAME && NAME.matcher(host).matches();
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }

    private static AvatarFailedException forbidden() {
        return new AvatarFailedException(AvatarFailure.FORBIDDEN_URL);
    }

    /** No more than the class: URLs tell about users. */
    @Override
    public String toString() {
        return "PictureUrl[…]";
    }
}
