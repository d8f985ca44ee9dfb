package signup.acceptance.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rows of one dialect.
 *
 * @param name of its file, without the ending
 * @param title its first heading
 */
record Specification(String name, String title, List<Row> rows) {

    /** Every specification there is. */
    static final List<String> NAMES =
            List.of("selfcommunity-sso", "selfcommunity-account", "authentic", "saymon", "native");

    private static final String FOLDER = "/conformance/";

    /** Reads one; fails where its text is not of the form that the folder's README tells. */
    static Specification named(String name) {
        try (InputStream text = Specification.class.getResourceAsStream(FOLDER + name + ".md")) {
            if (text == null) {
                throw new IllegalArgumentException("No specification " + name);
            }
            return new SpecificationParser(name).parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where that row stands, for whoever reads a report. */
    URI sourceOf(Row row) {
        return URI.create("classpath:" + FOLDER + name + ".md?line=" + row.line());
    }
}
