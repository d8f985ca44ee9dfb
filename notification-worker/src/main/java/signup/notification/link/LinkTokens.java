package signup.notification.link;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.notification.model.Purpose;
import signup.schemas.LinkTokenFormat;
import signup.schemas.keys.KeyRing;

/**
 * Signs the tokens of links: compact JWS with ES256 (RFC 7515, RFC 7518), claims as in a JWT (RFC 7519). Whoever holds the
 * public key of the same id can verify one; nobody else can make one. Thread-safe.
 */
public final class LinkTokens {

    private final JWSHeader header;
    private final ECDSASigner signer;

    /**
     * Signs with the ring's current key.
     *
     * @throws IllegalArgumentException when it is no private key on the curve P-256
     */
    public LinkTokens(KeyRing<PrivateKey> keys) {
        header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(keys.currentId())
                .type(new JOSEObjectType(LinkTokenFormat.TYPE))
                .build();
        try {
            signer = new ECDSASigner((ECPrivateKey) keys.current());
        } catch (JOSEException | ClassCastException e) {
            throw new IllegalArgumentException("The link key " + keys.currentId() + " is not an EC P-256 key", e);
        }
        if (!signer.supportedJWSAlgorithms().contains(JWSAlgorithm.ES256)) {
            throw new IllegalArgumentException("The link key " + keys.currentId() + " is not on the curve P-256");
        }
    }

    /**
     * What a token says.
     *
     * @param id the link's id, spent when it is used
     * @param sub the user for whom it acts
     * @param purpose the single thing it does
     * @param locale the language of the page that it opens, a BCP 47 tag
     * @param dialect the dialect that the user signed up through, by its name in events; null when not known
     * @param issuedAt whole seconds are kept
     * @param expiresAt whole seconds are kept
     */
    public record Link(
            UUID id,
            UUID sub,
            Purpose purpose,
            String locale,
            @Nullable String dialect,
            Instant issuedAt,
            Instant expiresAt) {}

    /** The signed token of this link. */
    public String sign(Link link) {
        SignedJWT token = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(LinkTokenFormat.ISSUER)
                        .jwtID(link.id().toString())
                        .subject(link.sub().toString())
                        .claim(LinkTokenFormat.PURPOSE, link.purpose().term())
                        .claim(LinkTokenFormat.LOCALE, link.locale())
                        .claim(LinkTokenFormat.DIALECT, link.dialect())
                        .issueTime(Date.from(link.issuedAt()))
                        .expirationTime(Date.from(link.expiresAt()))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The link token could not be signed", e);
        }
        return token.serialize();
    }
}
