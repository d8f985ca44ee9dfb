package signup.ingress.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;
import signup.ingress.digest.Sha256;
import signup.schemas.tokens.AccessTokens;

/**
 * Bearer tokens (RFC 6750). A good token is remembered for a short while by its digest, so that a client's next requests cost
 * no signature check; whether it has expired is checked each time.
 */
final class BearerAuthentication {

    private static final int REMEMBERED_TOKENS = 10_000;

    private record Good(Client client, Instant until) {}

    private final AccessTokens tokens;
    private final TokenClaims claims;
    private final Clock clock;
    private final Cache<ByteBuffer, Good> remembered;

    BearerAuthentication(AccessTokens tokens, TokenClaims claims, Duration remembered, Clock clock) {
        this.tokens = tokens;
        this.claims = claims;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_TOKENS)
                .expireAfterWrite(remembered)
                .executor(Runnable::run)
                .build();
    }

    /** Judges what follows {@code Bearer} in the header. */
    Mono<Authentication> authenticate(String token) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(token));
        Good known = remembered.getIfPresent(digest);
        if (known != null) {
            return Mono.just(judge(known));
        }
        return Mono.fromCompletionStage(() -> tokens.verify(token))
                .flatMap(Mono::justOrEmpty)
                .map(good -> new Good(claims.client(good.claims()), good.until()))
                .doOnNext(good -> remembered.put(digest, good))
                .map(this::judge)
                .defaultIfEmpty(Authentication.REFUSED);
    }

    private Authentication judge(Good token) {
        return clock.instant().isBefore(token.until())
                ? new Authentication.Authenticated(token.client())
                : Authentication.REFUSED;
    }
}
