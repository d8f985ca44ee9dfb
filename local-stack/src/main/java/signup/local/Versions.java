package signup.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the programs that are unpacked, as the build states them. */
final class Versions {

    private Versions() {}

    static String of(String program) {
        try (InputStream stream = Versions.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(stream);
            return versions.getProperty(program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
