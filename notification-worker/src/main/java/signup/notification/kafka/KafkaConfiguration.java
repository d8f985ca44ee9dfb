package signup.notification.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import signup.notification.NotificationSettings;
import signup.notification.application.MailMetrics;
import signup.notification.application.OutcomeTopic;
import signup.notification.application.RecordingOwedMails;
import signup.schemas.Topic;
import signup.schemas.TopicProvisioning;
import signup.schemas.Topics;
import signup.schemas.serde.ConfiguredSerde;
import signup.schemas.serde.SchemaProvisioning;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final List<Topic> NEEDED = List.of(
            Topics.named(Topics.USER_CREATED),
            Topics.named(Topics.MAIL_REQUESTED),
            Topics.named(Topics.NOTIFICATION_OUTCOMES));
    private static final Duration STEP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(5);

    /** Listeners start after all beans are made, so this comes before them. */
    @Bean
    TopicProvisioning topics(KafkaProperties kafka, NotificationSettings settings) {
        try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
            TopicProvisioning topics = new TopicProvisioning(admin, STEP_TIMEOUT);
            if (settings.topics().create()) {
                topics.create(NEEDED, null);
            }
            topics.verify(NEEDED);
            return topics;
        }
    }

    /** A service is ready when its runners have ended. */
    @Bean
    ApplicationRunner schemas(KafkaProperties kafka) {
        return arguments -> new SchemaProvisioning(kafka.buildProducerProperties(), REGISTRY_PATIENCE)
                .provide(List.of(Topics.named(Topics.NOTIFICATION_OUTCOMES)));
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

    /** Down when a consumer has died: the container itself says that it runs while its children stop. */
    @Bean
    HealthIndicator consumerHealthIndicator(KafkaListenerEndpointRegistry registry) {
        return new ConsumerHealth(registry);
    }
}
