package signup.registration.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import signup.registration.ConditionalOnRole;
import signup.registration.RegistrationApplication;
import signup.registration.RegistrationSettings;
import signup.registration.Role;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.REGISTRATION)
@Profile("!" + RegistrationApplication.JOB)
class RequestedMailsConfiguration {

    @Bean
    ForgettingRequestedMails forgettingRequestedMails(
            PostgresTransactions transactions, RegistrationSettings settings, Clock clock, MeterRegistry meters) {
        return new ForgettingRequestedMails(
                transactions,
                settings.registration().requestedMailsKept(),
                clock,
                settings.database().batchTimeout(),
                meters);
    }
}
