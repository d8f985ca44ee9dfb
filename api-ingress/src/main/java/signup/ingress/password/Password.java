package signup.ingress.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A password in plain, between its reading and its sealing. It is printed nowhere and can be wiped; the text that it was
 * read from cannot, and dies with the request.
 */
public final class Password {

    private final byte[] utf8;

    private Password(byte[] utf8) {
        this.utf8 = utf8;
    }

    public static Password of(String plain) {
        return new Password(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The array itself, not a copy. */
    byte[] utf8() {
        return utf8;
    }

    /** Overwrites the plaintext. */
    public void wipe() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "***";
    }
}
