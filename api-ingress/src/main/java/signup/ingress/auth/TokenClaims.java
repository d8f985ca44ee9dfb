package signup.ingress.auth;

import java.util.Map;
import java.util.Set;
import signup.schemas.AccessTokenFormat;

/** Reads the caller out of a good token's claims. */
final class TokenClaims {

    private final Set<Long> adminUserIds;

    TokenClaims(Set<Long> adminUserIds) {
        this.adminUserIds = adminUserIds;
    }

    /** The caller: named as {@link AccessTokenFormat#name} says; its roles are what role, roles and scope say. */
    Client client(Map<String, Object> claims) {
        return new Client(AccessTokenFormat.name(claims), Set.of(), AccessTokenFormat.roles(claims, adminUserIds));
    }
}
