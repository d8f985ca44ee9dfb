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
import signup.schemas.tokens.AccessTokenPolicy;
import signup.schemas.tokens.AccessTokens;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.REGISTRATION)
@Profile("!" + RegistrationApplication.JOB)
class CodesConfiguration {

    @Bean
    RouterFunction<ServerResponse> codeEndpoints(
            Codes codes, RegistrationSettings settings, Environment environment, Clock clock) {
        RegistrationSettings.Auth auth = settings.auth();
        AccessTokenPolicy policy = auth.jwt().toPolicy();
        if (!environment.acceptsProfiles(Profiles.of("local"))) {
            policy.requireOwnSecret();
        }
        OperatorTokens tokens = new OperatorTokens(new AccessTokens(policy, clock), auth.adminUserIds());
        return new CodeEndpoints(codes, tokens, new CodeNames(new SecureRandom()), clock).routes();
    }
}
