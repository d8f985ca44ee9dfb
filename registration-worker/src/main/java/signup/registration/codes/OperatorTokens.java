package signup.registration.codes;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import signup.registration.RegistrationSettings.Auth;
import signup.schemas.AccessTokenFormat;

/**
 * Bearer tokens of operators: those with which admins register users at the ingress. JWTs signed with the shared secret
 * (HS256), or with a key of the JWK set (RS256, ES256).
 */
final class OperatorTokens {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 8_192;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<JWSAlgorithm> KEY_PAIR_ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final @Nullable JWSVerifier secret;
    private final @Nullable ReactiveJwtDecoder keySet;
    private final Set<Long> adminUserIds;
    private final Duration skew;
    private final Clock clock;

    /** @throws IllegalArgumentException when the secret is too short for HS256 (RFC 7518: 32 bytes) */
    OperatorTokens(Auth auth, Clock clock) {
        this.secret = auth.jwt().secret() == null ? null : verifier(auth.jwt().secret());
        this.keySet = auth.jwt().jwksUri() == null ? null : decoder(auth.jwt());
        this.adminUserIds = auth.adminUserIds();
        this.skew = auth.jwt().clockSkew();
        this.clock = clock;
    }

    /** Judges an {@code Authorization} header; null when there is none. Fails when the JWK set cannot be read. */
    Mono<Operator> judge(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Mono.just(new Operator.Unknown(false));
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return (token.length() > LONGEST ? Mono.<Map<String, Object>>empty() : claims(token))
                .map(this::operator)
                .defaultIfEmpty(new Operator.Unknown(true));
    }

    private Operator operator(Map<String, Object> claims) {
        return AccessTokenFormat.roles(claims, adminUserIds).contains(AccessTokenFormat.ADMIN)
                ? new Operator.Admin(AccessTokenFormat.name(claims).replace("\u0000", ""))
                : new Operator.Forbidden();
    }

    /** What a good token says; empty when it is none. */
    private Mono<Map<String, Object>> claims(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
            if (!isTimely(claims)) {
                return Mono.empty();
            }
            if (algorithm.equals(JWSAlgorithm.HS256) && secret != null) {
                return token.verify(secret) && AccessTokenFormat.isComplete(claims.getClaims())
                        ? Mono.just(claims.getClaims())
                        : Mono.empty();
            }
            return KEY_PAIR_ALGORITHMS.contains(algorithm) && keySet != null ? byKeySet(keySet, text) : Mono.empty();
        } catch (ParseException | JOSEException noGoodToken) {
            return Mono.empty();
        }
    }

    /** A token that never expires is none, and neither is one of the future. */
    private boolean isTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        return expires != null
                && now.isBefore(expires.toInstant().plus(skew))
                && hasCome(claims.getNotBeforeTime(), now)
                && hasCome(claims.getIssueTime(), now);
    }

    private boolean hasCome(@Nullable Date time, Instant now) {
        return time == null || !time.toInstant().isAfter(now.plus(skew));
    }

    private static Mono<Map<String, Object>> byKeySet(ReactiveJwtDecoder decoder, String text) {
        return decoder.decode(text)
                .timeout(PATIENCE)
                .map(Jwt::getClaims)
                .onErrorResume(BadJwtException.class, bad -> Mono.empty());
    }

    private static JWSVerifier verifier(String secret) {
        try {
            return new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("signup.auth.jwt.secret must be at least 32 bytes long");
        }
    }

    private static ReactiveJwtDecoder decoder(Auth.Jwt jwt) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSetUri(
                        jwt.jwksUri().toString())
                .jwsAlgorithms(
                        algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)))
                .validateType(false)
                .build();
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        validators.add(new JwtTimestampValidator(jwt.clockSkew()));
        if (jwt.issuer() != null) {
            validators.add(new JwtIssuerValidator(jwt.issuer()));
        }
        if (jwt.audience() != null) {
            validators.add(new JwtClaimValidator<List<String>>(
                    "aud", audiences -> audiences != null && audiences.contains(jwt.audience())));
        }
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }
}
