package signup.ingress.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signup.ingress.settings.HttpSettings.ForwardingHeader;

/** Reads the addresses in a header by which proxies tell where a request comes from. */
enum ForwardedHops {
    /** {@code X-Forwarded-For}: addresses, with ports or without. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        String node(String element) {
            return element;
        }
    },
    /** {@code Forwarded} (RFC 7239): the parameter {@code for} of each element. */
    FORWARDED("Forwarded") {
        @Override
        String node(String element) {
            Matcher parameter = FOR.matcher(element);
            if (!parameter.find()) {
                return "";
            }
            return parameter.group(1) == null ? parameter.group(2) : parameter.group(1);
        }
    };

    private static final Pattern FOR = Pattern.compile(
            "(?:^|;)[ \t]*for=(?:\"([^\"\\\\]*)\"|([^\";, \t]*))[ \t]*(?=;|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PORT = Pattern.compile("(:[0-9]{1,5})?");

    private final String header;

    ForwardedHops(String header) {
        this.header = header;
    }

    static ForwardedHops in(ForwardingHeader header) {
        return switch (header) {
            case X_FORWARDED_FOR -> X_FORWARDED_FOR;
            case FORWARDED -> FORWARDED;
        };
    }

    String header() {
        return header;
    }

    /** What an element says of the node before it. */
    abstract String node(String element);

    /** In the order of the header's values; null where there is no address ({@code unknown}, an alias, nonsense). */
    List<@Nullable InetAddress> of(List<String> values) {
        List<@Nullable InetAddress> hops = new ArrayList<>();
        for (String element : elements(String.join(",", values))) {
            hops.add(address(node(element.strip())));
        }
        return hops;
    }

    /**
     * Split at commas outside of quotes, from the end: what the last proxies appended is well-formed, so that no quote
     * that a client leaves open can swallow it.
     */
    private static List<String> elements(String text) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        int end = text.length();
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                elements.add(text.substring(i + 1, end));
                end = i;
            }
        }
        elements.add(text.substring(0, end));
        Collections.reverse(elements);
        return elements;
    }

    /** Of {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]}, {@code [2001:db8::1]:80}. */
    private static @Nullable InetAddress address(String node) {
        boolean bracketed = node.startsWith("[");
        int end = bracketed ? node.indexOf(']') : node.indexOf(':');
        boolean bare = !bracketed && (end < 0 || end != node.lastIndexOf(':'));
        if (bare) {
            return ClientAddresses.address(node);
        }
        boolean rightEnd = end > 0
                && PORT.matcher(node.substring(bracketed ? end + 1 : end)).matches();
        return rightEnd ? ClientAddresses.address(node.substring(bracketed ? 1 : 0, end)) : null;
    }
}
