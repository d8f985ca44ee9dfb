package signup.ingress.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import signup.schemas.AccessTokenFormat;

/**
 * Tokens that are signed with HS256 and the shared secret, and carry all five claims {@code user_id}, {@code token_type}
 * (= {@code access}), {@code iat}, {@code exp}, {@code jti}.
 */
final class SharedSecretTokens {

    private final JWSVerifier verifier;

    /** @throws IllegalArgumentException when the secret is too short for HS256 (RFC 7518: 32 bytes) */
    SharedSecretTokens(String secret) {
        try {
            this.verifier = new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("signup.auth.jwt.secret must be at least 32 bytes long");
        }
    }

    /** The claims of a good token; empty when it is none. Whether it has expired is left to the caller. */
    Optional<JWTClaimsSet> verify(SignedJWT token) {
        try {
            return token.verify(verifier)
                            && AccessTokenFormat.isComplete(
                                    token.getJWTClaimsSet().getClaims())
                    ? Optional.of(token.getJWTClaimsSet())
                    : Optional.empty();
        } catch (JOSEException | ParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the time is in the token's, give or take {@code skewSeconds}. */
    static boolean isTimely(JWTClaimsSet claims, Instant now, long skewSeconds) {
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        return expires != null
                && now.isBefore(expires.toInstant().plusSeconds(skewSeconds))
                && (notBefore == null || !now.isBefore(notBefore.toInstant().minusSeconds(skewSeconds)));
    }
}
