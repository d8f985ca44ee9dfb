package signup.notification.application;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.notification.NotificationSettings;
import signup.notification.model.Dispatch;
import signup.notification.model.Purpose;
import signup.notification.model.Recipient;

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

    /** Templates that do not work are found at start, and the first user does not wait for them to be compiled. */
    @Bean
    ApplicationRunner rehearsal(Mails mails) {
        return arguments -> Arrays.stream(Purpose.values()).forEach(purpose -> mails.write(rehearsed(purpose)));
    }

    private static Dispatch rehearsed(Purpose purpose) {
        UUID nobody = new UUID(0, 0);
        Recipient recipient = new Recipient(nobody, null, "Nobody", null);
        return new Dispatch(nobody, nobody, purpose, recipient, "fr", 1, Duration.ZERO);
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
