package signup.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A documented example request, its placeholders filled.
 *
 * @param text what is run or sent
 */
record Example(String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    /** The example of that file with these values; fails when one is missing. */
    static Example of(String file, Map<String, String> values) {
        return new Example(PLACEHOLDER.matcher(resource(file)).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException(file + " needs a value for " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        }));
    }

    private static String resource(String file) {
        try (InputStream in = Example.class.getResourceAsStream("/examples/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("No example " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
