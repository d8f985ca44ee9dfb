package signup.registration.activation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import signup.events.ActivationRequested;
import signup.registration.ConditionalOnRole;
import signup.registration.RegistrationSettings;
import signup.registration.Role;
import signup.registration.kafka.ListenerContainers;
import signup.schemas.Topics;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.ACTIVATION)
class ActivationConfiguration {

    @Bean
    ActivatingUsers activatingUsers(Activations activations, Clock clock) {
        return new ActivatingUsers(activations, clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> activationContainer(
            ListenerContainers containers,
            ActivatingUsers activating,
            RegistrationSettings settings,
            MeterRegistry meters) {
        return containers.container(
                "signup-activation",
                Topics.ACTIVATION_REQUESTED,
                ActivationRequested.class,
                settings.activation().concurrency(),
                settings.activation().maxPollRecords(),
                containers.backlog(Topics.ACTIVATION_REQUESTED),
                new ActivationHandler(
                        activating,
                        new ActivationMetrics(meters),
                        settings.database().batchTimeout()));
    }
}
