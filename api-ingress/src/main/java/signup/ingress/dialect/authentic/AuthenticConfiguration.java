package signup.ingress.dialect.authentic;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.ingress.dialect.Dialect;
import signup.ingress.settings.IngressSettings;

@Configuration(proxyBeanMethods = false)
class AuthenticConfiguration {

    @Bean
    Dialect authentic(IngressSettings settings, Clock clock) {
        return new AuthenticDialect(settings, clock);
    }
}
