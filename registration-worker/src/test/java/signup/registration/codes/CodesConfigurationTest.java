package signup.registration.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.reactive.function.server.RouterFunction;
import signup.registration.RegistrationSettings;

class CodesConfigurationTest {

    private static final Map<String, String> LOCAL_SECRET =
            Map.of("signup.auth.jwt.secret", "local-development-secret-do-not-use-elsewhere");
    private static final Map<String, String> OWN_SECRET =
            Map.of("signup.auth.jwt.secret", "a-secret-of-more-than-thirty-two-bytes");

    @Test
    void theLocalSecretIsRefusedElsewhere() {
        assertThatThrownBy(() -> started(LOCAL_SECRET, "production")).hasMessageContaining("signup.auth.jwt.secret");
        assertThatThrownBy(() -> started(LOCAL_SECRET)).hasMessageContaining("signup.auth.jwt.secret");
    }

    @Test
    void theLocalProfileTakesIt() {
        assertThat(started(LOCAL_SECRET, "local")).isNotNull();
    }

    @Test
    void elsewhereASecretOfOnesOwnIsTakenAndNone() {
        assertThat(started(OWN_SECRET, "production")).isNotNull();
        assertThat(started(Map.of(), "production")).isNotNull();
    }

    private static RouterFunction<?> started(Map<String, String> keys, String... profiles) {
        RegistrationSettings settings = new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("signup", Bindable.of(RegistrationSettings.class));
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        return new CodesConfiguration().codeEndpoints(noCodes(), settings, environment, Clock.systemUTC());
    }

    /** Nobody asks for codes while the endpoints are made. */
    private static Codes noCodes() {
        return (Codes) Proxy.newProxyInstance(
                Codes.class.getClassLoader(), new Class<?>[] {Codes.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
