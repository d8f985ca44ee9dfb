package signup.ingress.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A password in plain, between its reading and its sealing, on one thread at a time. It is printed nowhere and can be wiped; the
 * text that it was read from cannot, and dies with the request.
 */
public final class Password {

    private final String plain;
    private byte @Nullable [] utf8;

    private Password(String plain) {
        this.plain = plain;
    }

    public static Password of(String plain) {
        return new Password(plain);
    }

    /** The array itself, not a copy. It is made where it is asked for, so that a refused request leaves none behind. */
    byte[] utf8() {
        if (utf8 == null) {
            utf8 = plain.getBytes(StandardCharsets.UTF_8);
        }
        return utf8;
    }

    /** Overwrites the plaintext's bytes. */
    public void wipe() {
        if (utf8 != null) {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
