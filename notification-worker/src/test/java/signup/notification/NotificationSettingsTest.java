package signup.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import signup.notification.NotificationSettings.Keys;
import signup.notification.NotificationSettings.LinkLifetime;
import signup.notification.NotificationSettings.Mail;
import signup.notification.NotificationSettings.Retry;
import signup.notification.NotificationSettings.Topics;

class NotificationSettingsTest {

    private final Map<String, String> properties = new HashMap<>(
            Map.of("signup.public-url", "https://signup.example", "signup.mail.from", "no-reply@signup.example"));

    @Test
    void whatIsNotSetHasADefaultThatIsFitForProduction() {
        assertThat(bind())
                .isEqualTo(new NotificationSettings(
                        URI.create("https://signup.example"),
                        new Keys(Path.of("keys"), null),
                        new Topics(false),
                        new Mail(
                                "no-reply@signup.example",
                                "Signup",
                                null,
                                null,
                                new LinkLifetime(Duration.ofHours(72), Duration.ofHours(72)),
                                16,
                                8,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(10),
                                Duration.ofDays(7),
                                false,
                                new Retry(Duration.ofSeconds(10), Duration.ofHours(2), 20, Duration.ofHours(24)))));
        assertThat(bind().keys().link()).isEqualTo(Path.of("keys", "link"));
    }

    @Test
    void everyKeyIsBound() {
        properties.putAll(Map.of(
                "signup.keys.folder", "/etc/keys",
                "signup.keys.link", "/etc/link-keys",
                "signup.topics.create", "true",
                "signup.mail.brand", "Chez Léa",
                "signup.mail.sign-in-url", "https://app.example/login",
                "signup.mail.templates", "/etc/templates",
                "signup.mail.link-lifetime.confirmation", "1h",
                "signup.mail.link-lifetime.registration", "2h"));
        properties.putAll(Map.of(
                "signup.mail.concurrency", "4",
                "signup.mail.per-domain", "2",
                "signup.mail.slow-after", "3s",
                "signup.mail.lease", "20s",
                "signup.mail.poll-interval", "4s",
                "signup.mail.statement-timeout", "5s",
                "signup.mail.stale-after", "6d",
                "signup.mail.send-replayed", "true"));
        properties.putAll(Map.of(
                "signup.mail.retry.first-delay", "7s",
                "signup.mail.retry.max-delay", "8s",
                "signup.mail.retry.max-attempts", "9",
                "signup.mail.retry.max-age", "10h"));

        assertThat(bind())
                .isEqualTo(new NotificationSettings(
                        URI.create("https://signup.example"),
                        new Keys(Path.of("/etc/keys"), Path.of("/etc/link-keys")),
                        new Topics(true),
                        new Mail(
                                "no-reply@signup.example",
                                "Chez Léa",
                                URI.create("https://app.example/login"),
                                Path.of("/etc/templates"),
                                new LinkLifetime(Duration.ofHours(1), Duration.ofHours(2)),
                                4,
                                2,
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofDays(6),
                                true,
                                new Retry(Duration.ofSeconds(7), Duration.ofSeconds(8), 9, Duration.ofHours(10)))));
    }

    @Test
    void aSlashAtTheEndOfThePublicUrlIsLeftOut() {
        properties.put("signup.public-url", "https://signup.example/app/");

        assertThat(bind().publicUrl()).isEqualTo(URI.create("https://signup.example/app"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signup.example",
                "/links",
                "ftp://signup.example",
                "https://signup.example/?a=b",
                "javascript:alert(1)"
            })
    void aPublicUrlThatIsNoSiteIsRefused(String url) {
        properties.put("signup.public-url", url);

        assertThatThrownBy(this::bind).rootCause().hasMessageContaining("signup.public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signup.public-url", "signup.mail.from"})
    void whatHasNoDefaultMustBeSet(String key) {
        properties.remove(key);

        assertThatThrownBy(this::bind).rootCause().hasMessageContaining(key);
    }

    @Test
    void limitsThatContradictEachOtherAreRefused() {
        properties.put("signup.mail.per-domain", "17");
        assertThatThrownBy(() -> bind().mail().limits()).isInstanceOf(IllegalArgumentException.class);

        properties.put("signup.mail.per-domain", "8");
        properties.put("signup.mail.poll-interval", "11s");
        assertThatThrownBy(() -> bind().mail().limits()).hasMessageContaining("lease");
    }

    private NotificationSettings bind() {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("signup", NotificationSettings.class);
    }
}
