package signup.registration.credential;

import java.security.PrivateKey;
import java.security.interfaces.XECPrivateKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import signup.events.SealedPassword;
import signup.schemas.SealedPasswordFormat;
import signup.schemas.keys.KeyRing;

/** Opens what the ingress sealed, with whichever of the private keys it was sealed to. Safe for many threads. */
final class PasswordOpener {

    private final KeyRing<PrivateKey> keys;

    PasswordOpener(KeyRing<PrivateKey> keys) {
        this.keys = keys;
    }

    /**
     * The password in UTF-8; the caller wipes it. Empty when it cannot be opened and never will be: its key is not kept,
     * it belongs to another cause, or it was tampered with.
     *
     * @param causeId the signup or activation that brought it
     */
    Optional<byte[]> open(SealedPassword sealed, UUID causeId) {
        return keys.find(sealed.getKeyId()).flatMap(key -> open(sealed, causeId, key));
    }

    private static Optional<byte[]> open(SealedPassword sealed, UUID causeId, PrivateKey key) {
        try {
            HPKE hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
            return Optional.of(unpadAndWipe(hpke.setupBaseR(
                            Utils.toArray(sealed.getEncapsulatedKey()), keyPair(key), SealedPasswordFormat.info())
                    .open(SealedPasswordFormat.associatedData(causeId), Utils.toArray(sealed.getCiphertext()))));
        } catch (InvalidCipherTextException | RuntimeException unopenable) {
            return Optional.empty();
        }
    }

    /** The password without its padding; of {@code padded} nothing is left, even if it was not padded. */
    static byte[] unpadAndWipe(byte[] padded) {
        try {
            return SealedPasswordFormat.unpad(padded);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private static AsymmetricCipherKeyPair keyPair(PrivateKey key) {
        byte[] scalar = ((XECPrivateKey) key)
                .getScalar()
                .orElseThrow(() -> new IllegalStateException("The private key does not give itself away"));
        X25519PrivateKeyParameters secret = new X25519PrivateKeyParameters(scalar, 0);
        return new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret);
    }
}
