package signup.schemas.password;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** BouncyCastle's, for platforms without the native library. */
final class JavaHpke implements Hpke {

    @Override
    public Sender to(PublicKey recipient) {
        X25519PublicKeyParameters key =
                parsed(() -> (X25519PublicKeyParameters) PublicKeyFactory.createKey(recipient.getEncoded()));
        return (plaintext, associatedData) -> {
            try {
                HPKEContextWithEncapsulation context = suite().setupBaseS(key, SealedPasswordFormat.info());
                return new Sealed(context.getEncapsulation(), context.seal(associatedData, plaintext));
            } catch (InvalidCipherTextException e) {
                throw new IllegalStateException("HPKE cannot seal", e);
            }
        };
    }

    @Override
    public Recipient of(PrivateKey recipient) {
        X25519PrivateKeyParameters secret =
                parsed(() -> (X25519PrivateKeyParameters) PrivateKeyFactory.createKey(recipient.getEncoded()));
        AsymmetricCipherKeyPair keys = new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret);
        return (message, associatedData) -> {
            try {
                return suite().setupBaseR(message.encapsulatedKey(), keys, SealedPasswordFormat.info())
                        .open(associatedData, message.ciphertext());
            } catch (InvalidCipherTextException e) {
                throw new GeneralSecurityException(e);
            }
        };
    }

    @Override
    public String implementation() {
        return "java";
    }

    /** The object has state; a new one per use is cheap beside the key agreement. */
    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    private interface Parse<K> {
        K key() throws IOException;
    }

    private static <K> K parsed(Parse<K> parse) {
        try {
            return parse.key();
        } catch (IOException | ClassCastException e) {
            throw new IllegalArgumentException("Not a key of X25519", e);
        }
    }
}
