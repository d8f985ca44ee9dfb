package signup.ingress.password;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.ingress.settings.IngressSettings;
import signup.schemas.password.PasswordSealer;

/** Wires the sealing of passwords. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    @Bean
    PasswordSealer passwordSealer(IngressSettings settings, MeterRegistry meters) {
        PasswordSealer sealer = PasswordSealer.fromKeysIn(settings.keys().of("password"));
        Gauge.builder("signup.password.sealer", () -> 1)
                .description("Which implementation of HPKE seals passwords")
                .tag("implementation", sealer.implementation())
                .register(meters);
        return sealer;
    }
}
