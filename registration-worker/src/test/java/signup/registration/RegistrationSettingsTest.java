package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import signup.registration.model.Dialect;

class RegistrationSettingsTest {

    @Test
    void everyKeyBinds() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("signup.public-url", "https://signup.example");
        keys.put("signup.worker.roles", "credential,activation");
        keys.put("signup.worker.instance-id", "worker-7");
        keys.put("signup.worker.retry-first", "1s");
        keys.put("signup.worker.retry-longest", "20s");
        keys.put("signup.topics.create", "true");
        keys.put("signup.keys.folder", "/etc/signup/keys");
        keys.put("signup.database.statement-timeout", "11s");
        keys.put("signup.database.lock-timeout", "400ms");
        keys.put("signup.database.idle-in-transaction-timeout", "6s");
        keys.put("signup.database.transaction-timeout", "16s");
        keys.put("signup.database.batch-timeout", "50s");
        keys.put("signup.registration.concurrency", "3");
        keys.put("signup.registration.max-poll-records", "500");
        keys.put("signup.registration.mail-cooldown", "7m");
        keys.put("signup.registration.requested-mails-kept", "8d");
        keys.put("signup.registration.mails-per-day", "3");
        keys.put("signup.registration.unique.selfcommunity-sso.ext-id", "false");
        keys.put("signup.registration.unique.authentic.email", "false");
        keys.put("signup.registration.unique.authentic.username", "false");
        keys.put("signup.credential.concurrency", "4");
        keys.put("signup.credential.max-poll-records", "8");
        keys.put("signup.credential.yield-above", "50");
        keys.put("signup.credential.yield-at-most", "2m");
        keys.put("signup.credential.argon2.memory", "64MB");
        keys.put("signup.credential.argon2.iterations", "3");
        keys.put("signup.credential.argon2.parallelism", "2");
        keys.put("signup.activation.concurrency", "5");
        keys.put("signup.activation.max-poll-records", "9");
        keys.put("signup.avatar.concurrency", "6");
        keys.put("signup.avatar.per-host", "3");
        keys.put("signup.avatar.fetch-timeout", "7s");
        keys.put("signup.avatar.max-bytes", "2MB");
        keys.put("signup.avatar.max-pixels", "1000000");
        keys.put("signup.avatar.ports", "443,8443");
        keys.put("signup.avatar.allowed-networks", "10.1.2.0/24,fd12::/16");
        keys.put("signup.avatar.lease", "2m");
        keys.put("signup.avatar.poll-interval", "1s");
        keys.put("signup.avatar.retry.first-delay", "5s");
        keys.put("signup.avatar.retry.max-delay", "10m");
        keys.put("signup.avatar.retry.max-attempts", "4");

        keys.put("signup.auth.jwt.secret", "s");
        keys.put("signup.auth.jwt.jwks-uri", "https://id.example/keys");
        keys.put("signup.auth.jwt.issuer", "https://id.example");
        keys.put("signup.auth.jwt.audience", "signup");
        keys.put("signup.auth.jwt.clock-skew", "5s");
        keys.put("signup.auth.admin-user-ids", "1,2");

        assertThat(bind(keys))
                .isEqualTo(new RegistrationSettings(
                        URI.create("https://signup.example"),
                        new RegistrationSettings.Worker(
                                Set.of(Role.CREDENTIAL, Role.ACTIVATION),
                                "worker-7",
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(20)),
                        new RegistrationSettings.Topics(true),
                        new RegistrationSettings.Keys(Path.of("/etc/signup/keys")),
                        new RegistrationSettings.Database(
                                Duration.ofSeconds(11),
                                Duration.ofMillis(400),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(16),
                                Duration.ofSeconds(50)),
                        new RegistrationSettings.Registration(
                                3,
                                500,
                                Duration.ofMinutes(7),
                                Duration.ofDays(8),
                                3,
                                Map.of(
                                        Dialect.SELFCOMMUNITY_SSO,
                                        new RegistrationSettings.Registration.Unique(true, true, false),
                                        Dialect.AUTHENTIC,
                                        new RegistrationSettings.Registration.Unique(false, false, true))),
                        new RegistrationSettings.Credential(
                                4,
                                8,
                                50,
                                Duration.ofMinutes(2),
                                new RegistrationSettings.Credential.Argon2(DataSize.ofMegabytes(64), 3, 2)),
                        new RegistrationSettings.Activation(5, 9),
                        new RegistrationSettings.Auth(
                                new RegistrationSettings.Auth.Jwt(
                                        "s",
                                        URI.create("https://id.example/keys"),
                                        "https://id.example",
                                        "signup",
                                        Duration.ofSeconds(5)),
                                Set.of(1L, 2L)),
                        new RegistrationSettings.Avatar(
                                6,
                                3,
                                Duration.ofSeconds(7),
                                DataSize.ofMegabytes(2),
                                1_000_000,
                                Set.of(443, 8443),
                                List.of("10.1.2.0/24", "fd12::/16"),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(1),
                                new RegistrationSettings.Avatar.Retry(
                                        Duration.ofSeconds(5), Duration.ofMinutes(10), 4))));
    }

    @Test
    void theSecretIsInNoText() {
        assertThat(bind(Map.of("signup.auth.jwt.secret", "xyzzy")).toString()).doesNotContain("xyzzy");
    }

    @Test
    void aValueOutOfItsBoundsIsNamedByItsKey() {
        Map<String, String> outOfBounds = Map.of(
                "signup.worker.retry-longest", "31s",
                "signup.registration.concurrency", "0",
                "signup.registration.max-poll-records", "0",
                "signup.credential.concurrency", "-1",
                "signup.activation.max-poll-records", "0",
                "signup.avatar.concurrency", "0",
                "signup.avatar.lease", "19s");
        outOfBounds.forEach((key, value) -> assertThatThrownBy(() -> bind(Map.of(key, value)))
                .as(key)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining(key + " is at"));
    }

    @Test
    void oneThreadThatHashesHasTwoConsumersToKeepItBusy() {
        assertThat(bind(Map.of("signup.credential.concurrency", "1")).credential())
                .extracting(RegistrationSettings.Credential::threads, RegistrationSettings.Credential::consumers)
                .containsExactly(1, 2);
        assertThat(bind(Map.of("signup.credential.concurrency", "4")).credential())
                .extracting(RegistrationSettings.Credential::threads, RegistrationSettings.Credential::consumers)
                .containsExactly(4, 4);
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        RegistrationSettings defaults =
                bind(Map.of("signup.public-url", "https://signup.example", "signup.keys.folder", "/etc/signup/keys"));

        assertThat(defaults.worker())
                .isEqualTo(new RegistrationSettings.Worker(
                        Set.of(Role.values()), null, Duration.ofMillis(100), Duration.ofSeconds(5)));
        assertThat(defaults.topics().create()).isFalse();
        assertThat(defaults.database())
                .isEqualTo(new RegistrationSettings.Database(
                        Duration.ofSeconds(10),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1)));
        assertThat(defaults.registration())
                .isEqualTo(new RegistrationSettings.Registration(
                        2, 1000, Duration.ofMinutes(1), Duration.ofDays(30), 5, Map.of()));
        assertThat(defaults.credential())
                .isEqualTo(new RegistrationSettings.Credential(
                        0,
                        16,
                        100,
                        Duration.ofMinutes(1),
                        new RegistrationSettings.Credential.Argon2(DataSize.ofMegabytes(19), 2, 1)));
        assertThat(defaults.credential().threads())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(defaults.activation()).isEqualTo(new RegistrationSettings.Activation(1, 200));
        assertThat(defaults.auth())
                .isEqualTo(new RegistrationSettings.Auth(
                        new RegistrationSettings.Auth.Jwt(null, null, null, null, Duration.ofSeconds(30)), Set.of()));
        assertThat(defaults.avatar())
                .isEqualTo(new RegistrationSettings.Avatar(
                        4,
                        2,
                        Duration.ofSeconds(10),
                        DataSize.ofMegabytes(5),
                        25_000_000,
                        Set.of(80, 443),
                        List.of(),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(500),
                        new RegistrationSettings.Avatar.Retry(Duration.ofSeconds(10), Duration.ofHours(1), 8)));
    }

    private static RegistrationSettings bind(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys))
                .bind("signup", RegistrationSettings.class)
                .get();
    }
}
