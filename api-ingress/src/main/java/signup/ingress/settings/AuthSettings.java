package signup.ingress.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param jwt how bearer tokens are checked
 * @param adminUserIds the {@code user_id}s whose tokens are an admin's without saying so; default none
 * @param clients HTTP Basic clients by id; default none
 */
public record AuthSettings(
        @DefaultValue Jwt jwt,
        @DefaultValue Set<Long> adminUserIds,
        @DefaultValue Map<String, BasicClient> clients) {

    public AuthSettings {
        adminUserIds = Set.copyOf(adminUserIds);
        clients = Map.copyOf(clients);
        clients.keySet().forEach(id -> {
            if (id.contains(":")) {
                throw new IllegalArgumentException(
                        "The client id " + id + " has a colon, which HTTP Basic cannot carry");
            }
        });
    }

    /**
     * How bearer tokens are checked. Without a secret and a JWKS URI, none is good.
     *
     * @param secret shared secret of HS256 tokens, 32 bytes or more in UTF-8; default none
     * @param jwksUri where the keys of RS256 and ES256 tokens are; default none
     * @param issuer the {@code iss} that JWKS tokens must have; default any
     * @param audience an {@code aud} that JWKS tokens must have; default any
     * @param clockSkew by how much clocks may differ; default 30 s
     * @param remembered for how long a checked token is not checked again (its expiry is); default 60 s, 0 to check always
     */
    public record Jwt(
            @Nullable String secret,
            @Nullable URI jwksUri,
            @Nullable String issuer,
            @Nullable String audience,
            @DefaultValue("30s") Duration clockSkew,
            @DefaultValue("60s") Duration remembered) {

        @Override
        public String toString() {
            return "Jwt[***]";
        }
    }

    /**
     * A client that authenticates by HTTP Basic.
     *
     * @param secretSha256 SHA-256 of its secret in hex; the secret must be random, 128 bits or more
     * @param permissions what it may do, such as {@code add_user}, {@code manage-users}; {@code *} is everything
     * @param roles what it is, such as {@code admin}; default none
     */
    public record BasicClient(
            String secretSha256,
            @DefaultValue Set<String> permissions,
            @DefaultValue Set<String> roles) {

        private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

        public BasicClient {
            if (secretSha256 == null || !SHA_256.matcher(secretSha256).matches()) {
                throw new IllegalArgumentException("secret-sha256 must be 64 hex digits");
            }
        }

        @Override
        public String toString() {
            return "BasicClient[***]";
        }
    }
}
