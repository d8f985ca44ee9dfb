package signup.ingress.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import signup.ingress.settings.AuthSettings;
import signup.ingress.settings.IngressSettings;

/** Wires authentication; refuses the local profile's secrets elsewhere. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {

    private static final String LOCAL_SECRET = "local-development-secret-do-not-use-elsewhere";

    /** SHA-256 of {@code local}. */
    private static final String LOCAL_CLIENT_SHA_256 =
            "25bf8e1a2393f1108d37029b3df5593236c755742ec93465bbafa9b290bddcf6";

    private static final Set<JWSAlgorithm> KEY_PAIR_ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    @Bean
    Authenticator authenticator(IngressSettings settings, Environment environment, Clock clock) {
        AuthSettings auth = settings.auth();
        AuthSettings.Jwt jwt = auth.jwt();
        if (!environment.acceptsProfiles(Profiles.of("local"))) {
            refuseLocalSecrets(auth);
        }
        BearerAuthentication bearer = new BearerAuthentication(
                jwt.secret() == null ? null : new SharedSecretTokens(jwt.secret()),
                keySet(jwt, clock),
                new TokenClaims(auth.adminUserIds()),
                jwt.clockSkew(),
                jwt.remembered(),
                clock);
        return new HeaderAuthenticator(bearer, new BasicAuthentication(auth.clients()));
    }

    /** They are printed in this project's documentation. */
    private static void refuseLocalSecrets(AuthSettings auth) {
        if (LOCAL_SECRET.equals(auth.jwt().secret())) {
            throw new IllegalStateException("signup.auth.jwt.secret is the local profile's: set a secret of your own"
                    + " (32 random bytes or more)");
        }
        auth.clients().forEach((id, client) -> {
            if (LOCAL_CLIENT_SHA_256.equalsIgnoreCase(client.secretSha256())) {
                throw new IllegalStateException("signup.auth.clients." + id + " has the local profile's secret: give it"
                        + " one of its own (16 random bytes or more)");
            }
        });
    }

    private static @Nullable ReactiveJwtDecoder keySet(AuthSettings.Jwt jwt, Clock clock) {
        if (jwt.jwksUri() == null) {
            return null;
        }
        PublishedKeys keys = new PublishedKeys(jwt.jwksUri(), clock);
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(
                        token -> keys.forKey(token.getHeader().getKeyID()).flatMapIterable(JWKSet::getKeys))
                .validateType(false)
                .jwtProcessorCustomizer(processor -> processor.setJWSKeySelector(
                        new JWSVerificationKeySelector<>(KEY_PAIR_ALGORITHMS, new JWKSecurityContextJWKSet())))
                .build();
        List<OAuth2TokenValidator<org.springframework.security.oauth2.jwt.Jwt>> validators = new ArrayList<>();
        validators.add(new JwtTimestampValidator(jwt.clockSkew()));
        if (jwt.issuer() != null) {
            validators.add(new JwtIssuerValidator(jwt.issuer()));
        }
        if (jwt.audience() != null) {
            validators.add(new JwtClaimValidator<List<String>>(
                    "aud", audiences -> audiences != null && audiences.contains(jwt.audience())));
        }
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }
}
