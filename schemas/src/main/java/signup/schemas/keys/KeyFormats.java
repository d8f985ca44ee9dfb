package signup.schemas.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** How key files are read: the formats of {@code openssl rand -base64 32} and {@code openssl genpkey}. */
public final class KeyFormats {

    private static final int SECRET_BYTES = 32;

    private KeyFormats() {}

    /** 32 random bytes in Base64, for {@code algorithm} (such as {@code AES} or {@code HmacSHA256}). */
    public static KeyRing.Format<SecretKey> secret(String algorithm) {
        return text -> {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length != SECRET_BYTES) {
                throw new IllegalArgumentException("A secret is " + SECRET_BYTES + " bytes in Base64");
            }
            return new SecretKeySpec(bytes, algorithm);
        };
    }

    /** A PEM {@code PUBLIC KEY} of {@code algorithm} (such as {@code X25519} or {@code EC}). */
    public static KeyRing.Format<PublicKey> publicKey(String algorithm) {
        return text -> {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePublic(new X509EncodedKeySpec(pem(text, "PUBLIC KEY")));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("Not a public key of " + algorithm, e);
            }
        };
    }

    /** A PEM {@code PRIVATE KEY} of {@code algorithm}. */
    public static KeyRing.Format<PrivateKey> privateKey(String algorithm) {
        return text -> {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pem(text, "PRIVATE KEY")));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("Not a private key of " + algorithm, e);
            }
        };
    }

    private static byte[] pem(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("Not a PEM " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
