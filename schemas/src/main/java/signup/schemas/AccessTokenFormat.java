package signup.schemas;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a bearer token (JWT, RFC 7519) say about who holds it. The ingress and the operators' endpoints of the
 * registration worker take the same tokens, because both ask here.
 */
public final class AccessTokenFormat {

    /** The role of those who may register users and manage codes. */
    public static final String ADMIN = "admin";

    public static final String USER_ID = "user_id";
    public static final String SUBJECT = "sub";

    private static final List<String> CLIENT_CLAIMS = List.of("client_id", "azp");
    private static final List<String> ROLE_CLAIMS = List.of("role", "roles", "scope");
    private static final String TOKEN_TYPE = "token_type";
    private static final String ACCESS = "access";
    private static final List<String> OF_EVERY_TOKEN = List.of("iat", "exp", "jti");

    private AccessTokenFormat() {}

    /** Whether a token of the shared secret has all five claims: an integer user id, the type of access tokens, times, an id. */
    public static boolean isComplete(Map<String, Object> claims) {
        return userId(claims) != null
                && ACCESS.equals(claims.get(TOKEN_TYPE))
                && OF_EVERY_TOKEN.stream().allMatch(claim -> claims.get(claim) != null);
    }

    /** The integer claim {@code user_id}; null when it is absent or anything else. */
    public static @Nullable Long userId(Map<String, Object> claims) {
        return claims.get(USER_ID) instanceof Number number && number.doubleValue() == number.longValue()
                ? Long.valueOf(number.longValue())
                : null;
    }

    /** Whether the claims tell one holder from others: by {@code user_id}, {@code sub}, {@code client_id} or {@code azp}. */
    public static boolean namesHolder(Map<String, Object> claims) {
        return findName(claims).isPresent();
    }

    /**
     * How the holder is named in events and logs, and whose idempotency keys and signups are its: {@code user:} and {@code
     * user_id}, else {@code jwt:} and {@code sub}, else, as of tokens that a service has for itself (RFC 9068), {@code
     * jwt-client:} and {@code client_id} or {@code azp}.
     *
     * @throws IllegalArgumentException when the claims name nobody
     */
    public static String name(Map<String, Object> claims) {
        return findName(claims).orElseThrow(() -> new IllegalArgumentException("The token names nobody"));
    }

    private static Optional<String> findName(Map<String, Object> claims) {
        Long userId = userId(claims);
        if (userId != null) {
            return Optional.of("user:" + userId);
        }
        return text(claims, SUBJECT)
                .map(subject -> "jwt:" + subject)
                .or(() -> CLIENT_CLAIMS.stream()
                        .flatMap(claim -> text(claims, claim).stream())
                        .map(client -> "jwt-client:" + client)
                        .findFirst());
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** The roles that {@code role}, {@code roles} and {@code scope} name (words or lists of words), and an admin's by its user id. */
    public static Set<String> roles(Map<String, Object> claims, Set<Long> adminUserIds) {
        Set<String> roles = new HashSet<>();
        ROLE_CLAIMS.forEach(claim -> collect(claims.get(claim), roles));
        Long userId = userId(claims);
        if (userId != null && adminUserIds.contains(userId)) {
            roles.add(ADMIN);
        }
        return roles;
    }

    private static void collect(@Nullable Object claim, Set<String> roles) {
        if (claim instanceof String words) {
            roles.addAll(List.of(words.strip().split("\\s+")));
        } else if (claim instanceof Collection<?> list) {
            list.forEach(item -> roles.add(String.valueOf(item)));
        }
    }
}
