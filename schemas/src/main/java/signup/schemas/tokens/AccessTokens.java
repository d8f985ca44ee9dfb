package signup.schemas.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import signup.schemas.AccessTokenFormat;

/**
 * Checks bearer tokens: JWTs (RFC 7519) signed with the shared secret (HS256), which carry all five claims of {@link
 * AccessTokenFormat#isComplete}, or with a key of the JWK set (RS256, ES256). A token that never expires is none, and neither
 * is one of the future, or one that names nobody. Never blocks.
 */
public final class AccessTokens {

    private static final int LONGEST = 8_192;
    private static final Set<JWSAlgorithm> KEY_PAIR_ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final AccessTokenPolicy policy;
    private final @Nullable JWSVerifier secret;
    private final @Nullable PublishedKeys keys;
    private final JWSVerificationKeySelector<JWKSecurityContext> selector =
            new JWSVerificationKeySelector<>(KEY_PAIR_ALGORITHMS, new JWKSecurityContextJWKSet());
    private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
    private final Clock clock;

    /** @throws IllegalArgumentException when the secret is too short for HS256 (RFC 7518: 32 bytes) */
    public AccessTokens(AccessTokenPolicy policy, Clock clock) {
        this.policy = policy;
        this.secret = policy.secret() == null ? null : verifier(policy.secret());
        this.keys = policy.jwksUri() == null ? null : new PublishedKeys(policy.jwksUri(), clock);
        this.clock = clock;
    }

    /** The token in this text; empty when it is no good one. Fails with {@link KeysUnavailableException} only. */
    public CompletionStage<Optional<AccessToken>> verify(String text) {
        try {
            return text.length() > LONGEST ? refused() : verify(SignedJWT.parse(text));
        } catch (ParseException | JOSEException noGoodToken) {
            return refused();
        }
    }

    private CompletionStage<Optional<AccessToken>> verify(SignedJWT token) throws ParseException, JOSEException {
        JWTClaimsSet claims = token.getJWTClaimsSet();
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        if (!isTimely(claims)) {
            return refused();
        }
        if (algorithm.equals(JWSAlgorithm.HS256) && secret != null) {
            return CompletableFuture.completedFuture(
                    token.verify(secret) && AccessTokenFormat.isComplete(claims.getClaims())
                            ? Optional.of(good(claims))
                            : Optional.empty());
        }
        if (!KEY_PAIR_ALGORITHMS.contains(algorithm)
                || keys == null
                || !isForUs(claims)
                || !AccessTokenFormat.namesHolder(claims.getClaims())) {
            return refused();
        }
        return keys.forKey(token.getHeader().getKeyID())
                .thenApply(set -> isSignedWithOneOf(set, token) ? Optional.of(good(claims)) : Optional.empty());
    }

    private AccessToken good(JWTClaimsSet claims) {
        return new AccessToken(
                claims.getClaims(), claims.getExpirationTime().toInstant().plus(policy.clockSkew()));
    }

    private boolean isTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        return expires != null
                && now.isBefore(expires.toInstant().plus(policy.clockSkew()))
                && hasCome(claims.getNotBeforeTime(), now)
                && hasCome(claims.getIssueTime(), now);
    }

    private boolean hasCome(@Nullable Date time, Instant now) {
        return time == null || !time.toInstant().isAfter(now.plus(policy.clockSkew()));
    }

    private boolean isForUs(JWTClaimsSet claims) {
        return (policy.issuer() == null || policy.issuer().equals(claims.getIssuer()))
                && (policy.audience() == null || claims.getAudience().contains(policy.audience()));
    }

    /** Of the keys for that algorithm, with that id where it names one. */
    private boolean isSignedWithOneOf(JWKSet set, SignedJWT token) {
        try {
            for (Key key : selector.selectJWSKeys(token.getHeader(), new JWKSecurityContext(set.getKeys()))) {
                if (token.verify(verifiers.createJWSVerifier(token.getHeader(), key))) {
                    return true;
                }
            }
            return false;
        } catch (JOSEException e) {
            return false;
        }
    }

    private static CompletionStage<Optional<AccessToken>> refused() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static JWSVerifier verifier(String secret) {
        try {
            return new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("signup.auth.jwt.secret must be at least 32 bytes long");
        }
    }
}
