package signup.registration.codes;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.schemas.AccessTokenFormat;
import signup.schemas.tokens.AccessToken;
import signup.schemas.tokens.AccessTokens;

/** Bearer tokens of operators: those with which admins register users at the ingress. */
final class OperatorTokens {

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final Set<Long> adminUserIds;

    OperatorTokens(AccessTokens tokens, Set<Long> adminUserIds) {
        this.tokens = tokens;
        this.adminUserIds = Set.copyOf(adminUserIds);
    }

    /** Judges an {@code Authorization} header; null when there is none. Fails when the JWK set cannot be read. */
    Mono<Operator> judge(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Mono.just(new Operator.Unknown(false));
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return Mono.fromCompletionStage(() -> tokens.verify(token))
                .flatMap(Mono::justOrEmpty)
                .map(AccessToken::claims)
                .map(this::operator)
                .defaultIfEmpty(new Operator.Unknown(true));
    }

    private Operator operator(Map<String, Object> claims) {
        return AccessTokenFormat.roles(claims, adminUserIds).contains(AccessTokenFormat.ADMIN)
                ? new Operator.Admin(AccessTokenFormat.name(claims).replace("\u0000", ""))
                : new Operator.Forbidden();
    }
}
