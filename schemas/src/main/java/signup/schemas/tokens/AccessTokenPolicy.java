package signup.schemas.tokens;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens are good. Without a secret and a JWKS URI, none is.
 *
 * @param secret shared secret of HS256 tokens
 * @param jwksUri where the keys of RS256 and ES256 tokens are
 * @param issuer the {@code iss} that those must have; null: any
 * @param audience an {@code aud} that those must have; null: any
 * @param clockSkew by how much clocks may differ
 */
public record AccessTokenPolicy(
        @Nullable String secret,
        @Nullable URI jwksUri,
        @Nullable String issuer,
        @Nullable String audience,
        Duration clockSkew) {

    /** Printed in this project's documentation. */
    private static final String LOCAL_SECRET = "local-development-secret-do-not-use-elsewhere";

    /** @throws IllegalStateException when the secret is the local profile's */
    public void requireOwnSecret() {
        if (LOCAL_SECRET.equals(secret)) {
            throw new IllegalStateException("signup.auth.jwt.secret is the local profile's: set a secret of your own"
                    + " (32 random bytes or more)");
        }
    }

    @Override
    public String toString() {
        return "AccessTokenPolicy[***]";
    }
}
