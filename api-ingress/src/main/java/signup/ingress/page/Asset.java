package signup.ingress.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.MediaType;

/**
 * A file that the page loads. Its name holds a digest of its content, so that browsers keep it for good and never keep an
 * old one.
 *
 * @param name such as {@code form-0a1b2c3d4e5f.js}
 * @param content nobody changes it
 */
record Asset(String name, MediaType type, byte[] content) {

    private static final int DIGITS = 12;

    /** The file beside this class. */
    static Asset read(String file, MediaType type) {
        try (InputStream resource = Asset.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + file + " is missing");
            }
            return of(file, type, resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This content under a name that tells it. */
    static Asset of(String file, MediaType type, byte[] content) {
        int dot = file.lastIndexOf('.');
        return new Asset(file.substring(0, dot) + "-" + digest(content) + file.substring(dot), type, content);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Asset[" + name + "]";
    }
}
