package signup.registration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.util.UUID;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import signup.events.SealedPassword;
import signup.schemas.SealedPasswordFormat;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** Passwords, sealed as the ingress does. */
public final class SealedPasswords {

    private SealedPasswords() {}

    /** Sealed to the current key of that folder. */
    public static SealedPassword seal(Path keyFolder, String password, UUID causeId) {
        KeyRing<PublicKey> keys =
                KeyRing.read(keyFolder.resolve("password"), KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("X25519"));
        HPKE hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
        HPKEContextWithEncapsulation sender = hpke.setupBaseS(
                new X25519PublicKeyParameters(raw((XECPublicKey) keys.current()), 0), SealedPasswordFormat.info());
        try {
            byte[] ciphertext = sender.seal(
                    SealedPasswordFormat.associatedData(causeId),
                    SealedPasswordFormat.pad(password.getBytes(StandardCharsets.UTF_8)));
            return new SealedPassword(
                    keys.currentId(), ByteBuffer.wrap(sender.getEncapsulation()), ByteBuffer.wrap(ciphertext));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last 32 bytes of the key's encoding. */
    private static byte[] raw(XECPublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] raw = new byte[32];
        System.arraycopy(encoded, encoded.length - raw.length, raw, 0, raw.length);
        return raw;
    }
}
