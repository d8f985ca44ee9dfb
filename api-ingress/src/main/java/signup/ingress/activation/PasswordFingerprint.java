package signup.ingress.activation;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import signup.schemas.keys.KeyRing;

/**
 * Tells whether two passwords are the same without telling the password: HMAC-SHA-256 under a key that only the ingress
 * instances hold. Safe for use by several threads.
 */
final class PasswordFingerprint {

    private static final byte[] PURPOSE = "signup/activation/v1".getBytes(StandardCharsets.US_ASCII);

    private final KeyRing<SecretKey> keys;

    PasswordFingerprint(KeyRing<SecretKey> keys) {
        this.keys = keys;
    }

    String of(UUID linkId, String password) {
        byte[] utf8 = password.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.current());
            mac.update(PURPOSE);
            mac.update(linkId.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(utf8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }
}
