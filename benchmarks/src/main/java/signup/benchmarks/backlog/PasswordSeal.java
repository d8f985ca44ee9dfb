package signup.benchmarks.backlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.UUID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import signup.events.SealedPassword;
import signup.schemas.SealedPasswordFormat;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** Seals passwords as the ingress does. Safe for many threads. */
public final class PasswordSeal {

    private final String keyId;
    private final AsymmetricKeyParameter recipient;

    private PasswordSeal(String keyId, AsymmetricKeyParameter recipient) {
        this.keyId = keyId;
        this.recipient = recipient;
    }

    /** With the newest public key of that key folder. */
    public static PasswordSeal of(Path keys) {
        KeyRing<PublicKey> ring =
                KeyRing.read(keys.resolve("password"), KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("X25519"));
        byte[] raw = SubjectPublicKeyInfo.getInstance(ring.current().getEncoded())
                .getPublicKeyData()
                .getOctets();
        return new PasswordSeal(ring.currentId(), suite().deserializePublicKey(raw));
    }

    /** Sealed for that signup and no other. */
    public SealedPassword seal(String password, UUID signupId) {
        try {
            HPKEContextWithEncapsulation context = suite().setupBaseS(recipient, SealedPasswordFormat.info());
            byte[] ciphertext = context.seal(
                    SealedPasswordFormat.associatedData(signupId),
                    SealedPasswordFormat.pad(password.getBytes(StandardCharsets.UTF_8)));
            return new SealedPassword(keyId, ByteBuffer.wrap(context.getEncapsulation()), ByteBuffer.wrap(ciphertext));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}
