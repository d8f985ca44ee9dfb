package signup.registration.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import signup.events.SignupRequested;
import signup.registration.ConditionalOnRole;
import signup.registration.RegistrationSettings;
import signup.registration.Role;
import signup.registration.application.RegisteringUsers;
import signup.registration.application.Users;
import signup.registration.model.RegistrationPolicy;
import signup.schemas.Topics;
import signup.schemas.consumers.WorkerStart;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.REGISTRATION)
class RegistrationConfiguration {

    @Bean
    RegistrationPolicy registrationPolicy(RegistrationSettings settings) {
        URI publicUrl = RegistrationSettings.required("signup.public-url", settings.publicUrl());
        String avatars = publicUrl.toString().replaceAll("/+$", "") + "/avatars/";
        return new RegistrationPolicy(
                settings.registration().unique().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().toModel())),
                sub -> avatars + sub,
                settings.registration().mailCooldown(),
                settings.registration().mailsPerDay());
    }

    @Bean
    RegisteringUsers registeringUsers(Users users, RegistrationPolicy policy, Clock clock) {
        return new RegisteringUsers(users, policy, clock);
    }

    @Bean
    Backlog registrationBacklog(ListenerContainers containers) {
        return containers.backlog(Topics.SIGNUP_REQUESTED);
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> registrationContainer(
            ListenerContainers containers,
            RegisteringUsers registering,
            Backlog registrationBacklog,
            RegistrationSettings settings,
            MeterRegistry meters) {
        return containers.container(
                "signup-registration",
                Topics.SIGNUP_REQUESTED,
                SignupRequested.class,
                settings.registration().concurrency(),
                settings.registration().maxPollRecords(),
                registrationBacklog,
                new RegistrationHandler(
                        registering, settings.database().batchTimeout(), decided -> true, new Funnel(meters)::count));
    }

    @Bean
    WorkerStart.Preparation rehearsal(
            ProducerFactory<byte[], byte[]> producers,
            EventCodec codec,
            Users users,
            RegistrationPolicy policy,
            RegistrationSettings settings,
            Clock clock) {
        return new Rehearsal(
                producers,
                codec,
                others -> new RegistrationHandler(
                        new RegisteringUsers(others, policy, clock),
                        settings.database().batchTimeout(),
                        decided -> true,
                        outcomes -> {}),
                users,
                new ListenerMetrics(Topics.SIGNUP_REQUESTED, new SimpleMeterRegistry()),
                clock,
                settings.registration().concurrency());
    }
}
