package signup.ingress.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signup.ingress.Tokens;
import signup.schemas.tokens.AccessTokenPolicy;
import signup.schemas.tokens.AccessTokens;

class HeaderAuthenticatorTest {

    private final HeaderAuthenticator authenticator = new HeaderAuthenticator(
            new BearerAuthentication(
                    new AccessTokens(
                            new AccessTokenPolicy(Tokens.SECRET, null, null, null, Duration.ZERO), Clock.systemUTC()),
                    new TokenClaims(Set.of()),
                    Duration.ZERO,
                    Clock.systemUTC()),
            new BasicAuthentication(Map.of()));

    @Test
    void credentialsOfAnotherSchemeAreNone() {
        assertThat(judged(Scheme.BEARER, null)).isEqualTo(Authentication.ANONYMOUS);
        assertThat(judged(Scheme.BEARER, "Basic bG9jYWw6bG9jYWw=")).isEqualTo(Authentication.ANONYMOUS);
        assertThat(judged(Scheme.BASIC, "Bearer " + Tokens.admin())).isEqualTo(Authentication.ANONYMOUS);
        assertThat(judged(Scheme.NONE, "Bearer " + Tokens.admin())).isEqualTo(Authentication.ANONYMOUS);
    }

    @Test
    void schemesAreNamedInAnyCase() {
        assertThat(judged(Scheme.BEARER, "bearer " + Tokens.admin())).isInstanceOf(Authentication.Authenticated.class);
        assertThat(judged(Scheme.ANY, "BEARER  " + Tokens.admin())).isInstanceOf(Authentication.Authenticated.class);
        assertThat(judged(Scheme.ANY, "basic eDp5")).isEqualTo(Authentication.REFUSED);
    }

    private Authentication judged(Scheme scheme, String header) {
        return authenticator.authenticate(scheme, header).block();
    }
}
