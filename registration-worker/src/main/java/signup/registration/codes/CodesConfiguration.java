package signup.registration.codes;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import signup.registration.ConditionalOnRole;
import signup.registration.RegistrationApplication;
import signup.registration.RegistrationSettings;
import signup.registration.Role;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.REGISTRATION)
@Profile("!" + RegistrationApplication.JOB)
class CodesConfiguration {

    private static final String LOCAL_SECRET = "local-development-secret-do-not-use-elsewhere";

    @Bean
    RouterFunction<ServerResponse> codeEndpoints(
            Codes codes, RegistrationSettings settings, Environment environment, Clock clock) {
        if (LOCAL_SECRET.equals(settings.auth().jwt().secret()) && !environment.acceptsProfiles(Profiles.of("local"))) {
            throw new IllegalStateException("signup.auth.jwt.secret is the local profile's: set a secret of your own"
                    + " (32 random bytes or more)");
        }
        return new CodeEndpoints(
                        codes, new OperatorTokens(settings.auth(), clock), new CodeNames(new SecureRandom()), clock)
                .routes();
    }
}
