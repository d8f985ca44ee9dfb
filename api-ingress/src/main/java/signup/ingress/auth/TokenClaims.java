package signup.ingress.auth;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the caller out of a good token's claims. */
final class TokenClaims {

    private static final String ROLE = "role";
    private static final String ROLES = "roles";
    private static final String SCOPE = "scope";
    private static final String USER_ID = "user_id";
    private static final String SUBJECT = "sub";

    private final Set<Long> adminUserIds;

    TokenClaims(Set<Long> adminUserIds) {
        this.adminUserIds = adminUserIds;
    }

    /** The caller: named by {@code user_id}, else by {@code sub}; its roles are what role, roles and scope say. */
    Client client(Map<String, Object> claims) {
        Set<String> roles = new HashSet<>();
        collect(claims.get(ROLE), roles);
        collect(claims.get(ROLES), roles);
        collect(claims.get(SCOPE), roles);
        Long userId = userId(claims);
        if (userId != null && adminUserIds.contains(userId)) {
            roles.add(Client.ADMIN);
        }
        return new Client(
                userId != null ? "user:" + userId : "jwt:" + claims.getOrDefault(SUBJECT, ""), Set.of(), roles);
    }

    /** The integer claim {@code user_id}; null when it is absent or anything else. */
    static @Nullable Long userId(Map<String, Object> claims) {
        return claims.get(USER_ID) instanceof Number number && number.doubleValue() == number.longValue()
                ? Long.valueOf(number.longValue())
                : null;
    }

    private static void collect(@Nullable Object claim, Set<String> roles) {
        if (claim instanceof String words) {
            roles.addAll(List.of(words.strip().split("\\s+")));
        } else if (claim instanceof Collection<?> list) {
            list.forEach(item -> roles.add(String.valueOf(item)));
        }
    }
}
