package signup.ingress.password;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import signup.events.SealedPassword;
import signup.schemas.SealedPasswordFormat;

/** Seals with HPKE (RFC 9180), as {@link SealedPasswordFormat} says. */
final class HpkePasswordSealer implements PasswordSealer {

    private final String keyId;
    private final AsymmetricKeyParameter recipient;

    HpkePasswordSealer(String keyId, AsymmetricKeyParameter recipient) {
        this.keyId = keyId;
        this.recipient = recipient;
    }

    @Override
    public SealedPassword seal(Password password, UUID causeId) {
        byte[] padded = SealedPasswordFormat.pad(password.utf8());
        try {
            HPKEContextWithEncapsulation context = suite().setupBaseS(recipient, SealedPasswordFormat.info());
            byte[] ciphertext = context.seal(SealedPasswordFormat.associatedData(causeId), padded);
            return new SealedPassword(keyId, ByteBuffer.wrap(context.getEncapsulation()), ByteBuffer.wrap(ciphertext));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("HPKE cannot seal to the password key " + keyId, e);
        } finally {
            Arrays.fill(padded, (byte) 0);
            password.wipe();
        }
    }

    /** The object has state; a new one per use is cheap beside the key agreement. */
    static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}
