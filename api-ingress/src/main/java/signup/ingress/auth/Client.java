package signup.ingress.auth;

import java.util.Set;
import signup.schemas.AccessTokenFormat;

/**
 * An authenticated caller.
 *
 * @param id names it in events: a Basic client's id, or {@code user:<user_id>} or {@code jwt:<subject>} of a token (no
 *     Basic client's id has a colon)
 * @param permissions what it may do; {@code *} is everything
 * @param roles what it is, such as {@code admin}
 */
public record Client(String id, Set<String> permissions, Set<String> roles) {

    public static final String ADMIN = AccessTokenFormat.ADMIN;

    /** How events name a caller that does not say who it is; no client has this id. */
    public static final String ANONYMOUS = "anonymous";

    /** The permission that includes every other. */
    public static final String EVERY_PERMISSION = "*";

    public Client {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
    }

    public boolean may(String permission) {
        return permissions.contains(permission) || permissions.contains(EVERY_PERMISSION);
    }

    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }
}
