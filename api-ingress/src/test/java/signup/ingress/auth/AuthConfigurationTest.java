package signup.ingress.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import signup.ingress.Tokens;
import signup.ingress.settings.IngressSettings;
import signup.ingress.settings.Settings;

class AuthConfigurationTest {

    private static final IngressSettings LOCAL_JWT = Settings.of("auth.jwt.secret", Tokens.SECRET);
    private static final IngressSettings LOCAL_CLIENT = Settings.of(
            "auth.clients.local.secret-sha256", "25bf8e1a2393f1108d37029b3df5593236c755742ec93465bbafa9b290bddcf6");

    @Test
    void theLocalSecretsAreRefusedElsewhere() {
        assertThatThrownBy(() -> started(LOCAL_JWT, "production")).hasMessageContaining("signup.auth.jwt.secret");
        assertThatThrownBy(() -> started(LOCAL_CLIENT, "production")).hasMessageContaining("signup.auth.clients.local");
    }

    @Test
    void theLocalProfileTakesThem() {
        assertThat(started(LOCAL_JWT, "local")).isNotNull();
        assertThat(started(LOCAL_CLIENT, "local")).isNotNull();
    }

    @Test
    void withoutKeysNoTokenIsGood() {
        assertThat(started(Settings.of(), "production")
                        .authenticate(Scheme.BEARER, "Bearer " + Tokens.admin())
                        .block())
                .isEqualTo(Authentication.REFUSED);
    }

    private static Authenticator started(IngressSettings settings, String profile) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        return new AuthConfiguration().authenticator(settings, environment, Clock.systemUTC());
    }
}
