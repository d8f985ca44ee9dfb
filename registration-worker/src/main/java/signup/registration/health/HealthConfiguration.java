package signup.registration.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import signup.registration.RegistrationApplication;
import signup.registration.RegistrationSettings;
import signup.registration.Role;
import signup.schemas.Topic;
import signup.schemas.TopicProvisioning;
import signup.schemas.Topics;
import signup.schemas.consumers.ConsumersHealth;
import signup.schemas.consumers.Joined;
import signup.schemas.consumers.PolledLately;
import signup.schemas.consumers.WorkerStart;
import signup.schemas.serde.ConfluentAvroSerializer;

@Configuration(proxyBeanMethods = false)
@Profile("!" + RegistrationApplication.JOB)
class HealthConfiguration {

    private static final Duration CLUSTER_ANSWER = Duration.ofSeconds(10);

    @Bean
    WorkerStart workerStart(
            RegistrationSettings settings,
            KafkaProperties kafka,
            @Qualifier("eventSerializer") Serializer<Object> serializer,
            ObjectProvider<WorkerStart.Preparation> ofRoles,
            ObjectProvider<ConcurrentMessageListenerContainer<byte[], byte[]>> containers) {
        Set<Topic> topics = topicsOf(settings.worker().roles());
        List<WorkerStart.Preparation> preparations = new ArrayList<>();
        preparations.add(() -> provision(topics, settings, kafka));
        if (serializer instanceof ConfluentAvroSerializer ours) {
            preparations.add(() -> ours.warmUp(topics));
        }
        ofRoles.orderedStream().forEach(preparations::add);
        return new WorkerStart(preparations, containers.stream().toList());
    }

    /** Part of liveness: what died comes back by a restart only. */
    @Bean
    ConsumersHealth consumers(ObjectProvider<ConcurrentMessageListenerContainer<byte[], byte[]>> containers) {
        return new ConsumersHealth(() -> containers.stream().toList(), consumer -> true);
    }

    /** Part of readiness only: a restart brings no cluster back. */
    @Bean
    ConsumersHealth polling(
            ObjectProvider<ConcurrentMessageListenerContainer<byte[], byte[]>> containers,
            @Value("${spring.kafka.consumer.max-poll-interval:5m}") Duration maxPollInterval) {
        return new ConsumersHealth(
                () -> containers.stream().toList(), new PolledLately(maxPollInterval).and(new Joined()));
    }

    private static void provision(Set<Topic> topics, RegistrationSettings settings, KafkaProperties kafka) {
        try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
            TopicProvisioning provisioning = new TopicProvisioning(admin, CLUSTER_ANSWER);
            if (settings.topics().create()) {
                provisioning.create(topics, null);
            } else {
                provisioning.verify(topics);
            }
        }
    }

    private static Set<Topic> topicsOf(Set<Role> roles) {
        Set<String> names = new LinkedHashSet<>();
        for (Role role : roles) {
            switch (role) {
                case REGISTRATION ->
                    names.addAll(List.of(
                            Topics.SIGNUP_REQUESTED,
                            Topics.SIGNUP_REQUESTED + Topics.DEAD_LETTER_SUFFIX,
                            Topics.USER_CREATED,
                            Topics.SIGNUP_REJECTED,
                            Topics.SIGNUP_REPLIES,
                            Topics.MAIL_REQUESTED,
                            Topics.CREDENTIAL_REQUESTED));
                case CREDENTIAL ->
                    names.addAll(List.of(
                            Topics.CREDENTIAL_REQUESTED, Topics.CREDENTIAL_REQUESTED + Topics.DEAD_LETTER_SUFFIX));
                case ACTIVATION ->
                    names.addAll(List.of(
                            Topics.ACTIVATION_REQUESTED,
                            Topics.ACTIVATION_REQUESTED + Topics.DEAD_LETTER_SUFFIX,
                            Topics.USER_ACTIVATED,
                            Topics.SIGNUP_REPLIES,
                            Topics.CREDENTIAL_REQUESTED));
                case AVATAR -> {
                    // Its queue is a table.
                }
            }
        }
        return names.stream().map(Topics::named).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
