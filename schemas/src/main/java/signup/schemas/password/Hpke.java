package signup.schemas.password;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and AES-256-GCM, one message to an encapsulated key, with the
 * {@code info} of {@link SealedPasswordFormat}. What one implementation seals, the others open.
 */
interface Hpke {

    /** What a sender makes. */
    record Sealed(byte[] encapsulatedKey, byte[] ciphertext) {}

    /** Seals to one public key. Safe for many threads. */
    interface Sender {
        Sealed seal(byte[] plaintext, byte[] associatedData);
    }

    /** Opens what was sealed to one private key. Safe for many threads. */
    interface Recipient {
        /**
         * The plaintext.
         *
         * @throws GeneralSecurityException when it was sealed to another key or with other data, or tampered with
         * @throws RuntimeException when it is not even of the right form
         */
        byte[] open(Sealed message, byte[] associatedData) throws GeneralSecurityException;
    }

    /** @throws IllegalArgumentException when the key is none of X25519 */
    Sender to(PublicKey recipient);

    /** @throws IllegalArgumentException when the key is none of X25519 */
    Recipient of(PrivateKey recipient);

    /** How this one is called in metrics: {@code native} or {@code java}. */
    String implementation();

    /** The native one; Java's where the native library cannot be loaded. */
    static Hpke forThisPlatform() {
        return orInJava(NativeHpke::new);
    }

    static Hpke orInJava(Supplier<Hpke> preferred) {
        try {
            return preferred.get();
        } catch (LinkageError e) {
            LoggerFactory.getLogger(Hpke.class)
                    .warn("No native HPKE on this platform; the one in Java takes thrice as long: {}", e.getMessage());
            return new JavaHpke();
        }
    }
}
