package signup.ingress;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import signup.events.SealedPassword;
import signup.schemas.SealedPasswordFormat;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** Opens sealed passwords, as the worker does. */
final class Unsealing {

    private Unsealing() {}

    static String open(SealedPassword sealed, UUID causeId, Path keys) throws Exception {
        byte[] pkcs8 = KeyRing.read(keys.resolve("password"), KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("X25519"))
                .find(sealed.getKeyId())
                .orElseThrow()
                .getEncoded();
        X25519PrivateKeyParameters key = (X25519PrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
        HPKE suite = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
        byte[] padded = suite.setupBaseR(
                        Utils.toArray(sealed.getEncapsulatedKey()),
                        new AsymmetricCipherKeyPair(key.generatePublicKey(), key),
                        SealedPasswordFormat.info())
                .open(SealedPasswordFormat.associatedData(causeId), Utils.toArray(sealed.getCiphertext()));
        return new String(SealedPasswordFormat.unpad(padded), StandardCharsets.UTF_8);
    }
}
