package signup.notification.application;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.notification.NotificationSettings;

@Configuration(proxyBeanMethods = false)
class ApplicationConfiguration {

    @Bean
    MailMetrics mailMetrics(MeterRegistry registry) {
        return new MailMetrics(registry);
    }

    @Bean
    PublishingOutcomes publishingOutcomes(
            UnpublishedOutcomes unpublished, OutcomeTopic topic, NotificationSettings settings) {
        return new PublishingOutcomes(unpublished, topic, settings.mail().pollInterval());
    }

    @Bean
    Dispatcher dispatcher(
            Dispatches dispatches,
            Mails mails,
            MailServer server,
            PublishingOutcomes publishing,
            NotificationSettings settings,
            InstantSource clock,
            MailMetrics metrics) {
        SendingMail sending = new SendingMail(
                mails,
                server,
                dispatches,
                settings.mail().retry().policy(),
                () -> ThreadLocalRandom.current().nextDouble(),
                metrics);
        return new Dispatcher(dispatches, sending, publishing, settings.mail().limits(), clock);
    }

    @Bean
    RecordingOwedMails recordingOwedMails(
            Dispatches dispatches,
            Dispatcher dispatcher,
            NotificationSettings settings,
            InstantSource clock,
            MailMetrics metrics) {
        return new RecordingOwedMails(dispatches, dispatcher, settings.mail().admission(), clock, metrics);
    }

    @Bean
    WatchingBacklog watchingBacklog(Dispatches dispatches, MeterRegistry registry) {
        return new WatchingBacklog(dispatches, registry);
    }

    /** Down when a thread that the worker lives by has died. */
    @Bean
    HealthIndicator dispatcherHealthIndicator(Dispatcher dispatcher, PublishingOutcomes publishing) {
        return () -> (dispatcher.isAlive() && publishing.isAlive() ? Health.up() : Health.down())
                .withDetail("dispatcher", dispatcher.isAlive())
                .withDetail("publisher", publishing.isAlive())
                .build();
    }
}
