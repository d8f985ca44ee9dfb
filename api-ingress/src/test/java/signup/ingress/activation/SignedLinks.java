package signup.ingress.activation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** Signs link tokens as the notification worker does. */
public final class SignedLinks {

    private final String keyId;
    private final ECPrivateKey key;

    private SignedLinks(String keyId, ECPrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    /** With the current key of a key folder. */
    public static SignedLinks with(Path linkKeys) {
        var ring = KeyRing.read(linkKeys, KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("EC"));
        return new SignedLinks(ring.currentId(), (ECPrivateKey) ring.current());
    }

    /** With a new key, whose public half is put into the folder. */
    public static SignedLinks withNewKey(String keyId, Path folder) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String pem = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
            Files.writeString(
                    folder.resolve(keyId + KeyRing.PUBLIC_SUFFIX),
                    "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
            return new SignedLinks(keyId, (ECPrivateKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Complete claims, to be changed. */
    public static JWTClaimsSet.Builder claims(String purpose, UUID sub, Instant expiresAt) {
        return new JWTClaimsSet.Builder()
                .issuer("signup")
                .jwtID(UUID.randomUUID().toString())
                .subject(sub.toString())
                .claim("purpose", purpose)
                .claim("locale", "en")
                .issueTime(Date.from(expiresAt.minusSeconds(3600)))
                .expirationTime(Date.from(expiresAt));
    }

    public String sign(JWTClaimsSet.Builder claims) {
        return sign(header().build(), claims);
    }

    /** The right header, to be changed. */
    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).type(new JOSEObjectType("signup-link+jwt"));
    }

    String sign(JWSHeader header, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
