package signup.ingress.auth;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import signup.ingress.settings.AuthSettings;
import signup.ingress.settings.IngressSettings;
import signup.schemas.tokens.AccessTokenPolicy;
import signup.schemas.tokens.AccessTokens;

/** Wires authentication; refuses the local profile's secrets elsewhere. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {

    /** SHA-256 of {@code local}. */
    private static final String LOCAL_CLIENT_SHA_256 =
            "25bf8e1a2393f1108d37029b3df5593236c755742ec93465bbafa9b290bddcf6";

    @Bean
    Authenticator authenticator(IngressSettings settings, Environment environment, Clock clock) {
        AuthSettings auth = settings.auth();
        AuthSettings.Jwt jwt = auth.jwt();
        AccessTokenPolicy policy =
                new AccessTokenPolicy(jwt.secret(), jwt.jwksUri(), jwt.issuer(), jwt.audience(), jwt.clockSkew());
        if (!environment.acceptsProfiles(Profiles.of("local"))) {
            policy.requireOwnSecret();
            refuseLocalClients(auth);
        }
        BearerAuthentication bearer = new BearerAuthentication(
                new AccessTokens(policy, clock), new TokenClaims(auth.adminUserIds()), jwt.remembered(), clock);
        return new HeaderAuthenticator(bearer, new BasicAuthentication(auth.clients()));
    }

    /** Their secret is printed in this project's documentation. */
    private static void refuseLocalClients(AuthSettings auth) {
        auth.clients().forEach((id, client) -> {
            if (LOCAL_CLIENT_SHA_256.equalsIgnoreCase(client.secretSha256())) {
                throw new IllegalStateException("signup.auth.clients." + id + " has the local profile's secret: give it"
                        + " one of its own (16 random bytes or more)");
            }
        });
    }
}
