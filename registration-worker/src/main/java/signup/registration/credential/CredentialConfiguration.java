package signup.registration.credential;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import signup.events.CredentialRequested;
import signup.registration.ConditionalOnRole;
import signup.registration.RegistrationSettings;
import signup.registration.Role;
import signup.registration.kafka.Backlog;
import signup.registration.kafka.ListenerContainers;
import signup.schemas.Topics;
import signup.schemas.password.PasswordOpener;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.CREDENTIAL)
class CredentialConfiguration {

    @Bean
    PasswordOpener passwordOpener(RegistrationSettings settings) {
        return PasswordOpener.fromKeysIn(settings.keys().folder().resolve("password"));
    }

    @Bean
    PasswordHasher passwordHasher(RegistrationSettings settings) {
        return PasswordHashers.forThisPlatform(settings.credential().argon2());
    }

    /** Closed after the container, which takes it. */
    @Bean
    HashingPool hashingPool(RegistrationSettings settings) {
        return new HashingPool(settings.credential().threads());
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> credentialContainer(
            ListenerContainers containers,
            Credentials credentials,
            PasswordOpener opener,
            PasswordHasher hasher,
            HashingPool pool,
            RegistrationSettings settings,
            MeterRegistry meters) {
        return containers.container(
                "signup-credential",
                Topics.CREDENTIAL_REQUESTED,
                CredentialRequested.class,
                settings.credential().consumers(),
                settings.credential().maxPollRecords(),
                containers.backlog(Topics.CREDENTIAL_REQUESTED),
                new CredentialHandler(
                        credentials,
                        opener,
                        hasher,
                        pool,
                        new CredentialMetrics(hasher, meters),
                        settings.database().batchTimeout()));
    }

    /** Where the registration role is elsewhere, there is nothing to yield to. */
    @Bean
    YieldingToRegistration yieldingToRegistration(
            @Qualifier("credentialContainer") ConcurrentMessageListenerContainer<byte[], byte[]> hashing,
            @Qualifier("registrationBacklog") ObjectProvider<Backlog> registration,
            RegistrationSettings settings,
            Clock clock) {
        Backlog signups = registration.getIfAvailable();
        return new YieldingToRegistration(
                hashing,
                signups == null ? () -> 0 : signups::records,
                signups == null ? () -> 0 : signups::taken,
                settings.credential().yieldAbove(),
                settings.credential().yieldAtMost(),
                clock);
    }
}
