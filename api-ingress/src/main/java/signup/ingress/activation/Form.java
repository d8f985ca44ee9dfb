package signup.ingress.activation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A posted form: {@code application/x-www-form-urlencoded} in UTF-8. */
final class Form {

    private final Map<String, String> fields = new HashMap<>();

    private Form() {}

    /** Reads a body; what is not well-formed in it counts as not sent. */
    static Form of(byte[] body) {
        Form form = new Form();
        Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&")).forEach(form::add);
        return form;
    }

    /** The first value of that name; empty when there is none. */
    String first(String name) {
        return fields.getOrDefault(name, "");
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            try {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } catch (IllegalArgumentException malformed) {
                // Counts as not sent.
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
