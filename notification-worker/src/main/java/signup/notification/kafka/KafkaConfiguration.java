package signup.notification.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;
import signup.notification.NotificationSettings;
import signup.notification.application.MailMetrics;
import signup.notification.application.OutcomeTopic;
import signup.notification.application.RecordingOwedMails;
import signup.schemas.Topic;
import signup.schemas.TopicProvisioning;
import signup.schemas.Topics;
import signup.schemas.consumers.ConsumersHealth;
import signup.schemas.consumers.Joined;
import signup.schemas.consumers.PolledLately;
import signup.schemas.consumers.WorkerStart;
import signup.schemas.serde.ConfiguredSerde;
import signup.schemas.serde.SchemaProvisioning;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final List<Topic> NEEDED = List.of(
            Topics.named(Topics.USER_CREATED),
            Topics.named(Topics.MAIL_REQUESTED),
            Topics.named(Topics.NOTIFICATION_OUTCOMES));
    private static final Duration CLUSTER_ANSWER = Duration.ofSeconds(10);
    private static final Duration STEP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(5);

    /** What is away at the start is awaited; the listener starts last. */
    @Bean
    WorkerStart workerStart(
            KafkaProperties kafka, NotificationSettings settings, KafkaListenerEndpointRegistry listeners) {
        return new WorkerStart(
                List.of(
                        () -> provision(kafka, settings),
                        () -> new SchemaProvisioning(kafka.buildProducerProperties(), REGISTRY_PATIENCE)
                                .provide(List.of(Topics.named(Topics.NOTIFICATION_OUTCOMES))),
                        () -> listeners.getListenerContainers().forEach(MessageListenerContainer::start)),
                List.of());
    }

    private static void provision(KafkaProperties kafka, NotificationSettings settings) {
        try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
            TopicProvisioning topics = new TopicProvisioning(admin, CLUSTER_ANSWER);
            if (settings.topics().create()) {
                topics.create(NEEDED, null);
            } else {
                topics.verify(NEEDED);
            }
        }
    }

    @Bean
    OwedMailListener owedMailListener(KafkaProperties kafka, RecordingOwedMails recording, MailMetrics metrics) {
        return new OwedMailListener(ConfiguredSerde.deserializer(kafka.buildConsumerProperties()), recording, metrics);
    }

    /** The consumers carry bytes; the configured deserializer is used on them by the listener. */
    @Bean
    DefaultKafkaConsumerFactoryCustomizer bytes() {
        return KafkaConfiguration::carryBytes;
    }

    @SuppressWarnings("unchecked")
    private static void carryBytes(DefaultKafkaConsumerFactory<?, ?> factory) {
        ((DefaultKafkaConsumerFactory<?, byte[]>) factory).setValueDeserializer(new ByteArrayDeserializer());
    }

    @Bean
    OutcomeTopic outcomeTopic(KafkaTemplate<String, Object> kafka) {
        return new KafkaOutcomes(kafka, STEP_TIMEOUT);
    }

    /** What fails is retried for as long as it lasts; a pause stays far below {@code max.poll.interval.ms}. */
    @Bean
    CommonErrorHandler errorHandler() {
        ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(Duration.ofSeconds(30).toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    /** Part of liveness: what died comes back by a restart only. */
    @Bean
    ConsumersHealth consumers(KafkaListenerEndpointRegistry listeners) {
        return new ConsumersHealth(listeners::getListenerContainers, consumer -> true);
    }

    /** Part of readiness only: a restart brings no cluster back. */
    @Bean
    ConsumersHealth polling(
            KafkaListenerEndpointRegistry listeners,
            @Value("${spring.kafka.consumer.max-poll-interval:5m}") Duration maxPollInterval) {
        return new ConsumersHealth(
                listeners::getListenerContainers, new PolledLately(maxPollInterval).and(new Joined()));
    }
}
