package signup.ingress.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Bearer tokens (RFC 6750): JWTs signed with the shared secret (HS256), or with a key of the JWK set (RS256, ES256). A good
 * token is remembered for a short while by its digest, so that a client's next requests cost no signature check; whether it
 * has expired is checked each time.
 */
final class BearerAuthentication {

    private static final int REMEMBERED_TOKENS = 10_000;
    private static final int LONGEST = 8_192;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<JWSAlgorithm> KEY_PAIR_ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private record Good(Client client, Instant expires) {}

    private final @Nullable SharedSecretTokens shared;
    private final @Nullable ReactiveJwtDecoder keySet;
    private final TokenClaims claims;
    private final Duration skew;
    private final Clock clock;
    private final Cache<ByteBuffer, Good> remembered;

    BearerAuthentication(
            @Nullable SharedSecretTokens shared,
            @Nullable ReactiveJwtDecoder keySet,
            TokenClaims claims,
            Duration skew,
            Duration remembered,
            Clock clock) {
        this.shared = shared;
        this.keySet = keySet;
        this.claims = claims;
        this.skew = skew;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_TOKENS)
                .expireAfterWrite(remembered)
                .executor(Runnable::run)
                .build();
    }

    /** Judges what follows {@code Bearer} in the header. */
    Mono<Authentication> authenticate(String token) {
        if (token.length() > LONGEST) {
            return refused();
        }
        ByteBuffer digest = digest(token);
        Good known = remembered.getIfPresent(digest);
        if (known != null) {
            return Mono.just(judge(known));
        }
        return check(token)
                .doOnNext(good -> remembered.put(digest, good))
                .map(this::judge)
                .defaultIfEmpty(Authentication.REFUSED);
    }

    private Authentication judge(Good token) {
        return clock.instant().isBefore(token.expires())
                ? new Authentication.Authenticated(token.client())
                : Authentication.REFUSED;
    }

    private Mono<Good> check(String text) {
        SignedJWT token;
        try {
            token = SignedJWT.parse(text);
            if (isOfTheFuture(token.getJWTClaimsSet())) {
                return Mono.empty();
            }
        } catch (ParseException unsignedOrNoToken) {
            return Mono.empty();
        }
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        if (algorithm.equals(JWSAlgorithm.HS256) && shared != null) {
            return Mono.justOrEmpty(shared.verify(token).flatMap(this::good));
        }
        return KEY_PAIR_ALGORITHMS.contains(algorithm) && keySet != null ? byKeySet(keySet, text) : Mono.empty();
    }

    /** Read here and not from a decoded token, for which Spring makes the claim up when it is missing. */
    private boolean isOfTheFuture(JWTClaimsSet set) {
        Date issued = set.getIssueTime();
        return issued != null && issued.toInstant().isAfter(clock.instant().plus(skew));
    }

    private Optional<Good> good(JWTClaimsSet set) {
        return SharedSecretTokens.isTimely(set, clock.instant(), skew.toSeconds())
                ? Optional.of(new Good(claims.client(set.getClaims()), lastUse(set.getExpirationTime())))
                : Optional.empty();
    }

    private Instant lastUse(Date expires) {
        return expires.toInstant().plus(skew);
    }

    private Mono<Good> byKeySet(ReactiveJwtDecoder decoder, String text) {
        return decoder.decode(text)
                .timeout(PATIENCE)
                .onErrorMap(e -> !(e instanceof BadJwtException), KeysUnavailableException::new)
                .onErrorResume(BadJwtException.class, bad -> Mono.empty())
                .mapNotNull(this::good);
    }

    /** A token that never expires is none. */
    private @Nullable Good good(Jwt jwt) {
        Instant expires = jwt.getExpiresAt();
        return expires == null ? null : new Good(claims.client(jwt.getClaims()), expires.plus(skew));
    }

    private static Mono<Authentication> refused() {
        return Mono.just(Authentication.REFUSED);
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
