package signup.ingress.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSettingsTest {

    @Test
    void theDefaults() {
        assertThat(Settings.of().limits())
                .isEqualTo(new LimitSettings(
                        true,
                        perMinute(600_000),
                        perMinute(30),
                        perMinute(60),
                        perMinute(300),
                        perMinute(600),
                        perMinute(60),
                        perMinute(10),
                        perMinute(30)));
    }

    @Test
    void allOfThemSet() {
        LimitSettings limits = Settings.of(
                        "limits.enabled", "false",
                        "limits.clients", "1/1s",
                        "limits.signups", "2/500ms",
                        "limits.challenges", "3/2m",
                        "limits.statuses", "4/1h",
                        "limits.avatars", "6/2s",
                        "limits.links", "5/1d",
                        "limits.validation-codes", "off",
                        "limits.failed-logins", "1000000/10s")
                .limits();

        assertThat(limits)
                .isEqualTo(new LimitSettings(
                        false,
                        new Rate(1, Duration.ofSeconds(1)),
                        new Rate(2, Duration.ofMillis(500)),
                        new Rate(3, Duration.ofMinutes(2)),
                        new Rate(4, Duration.ofHours(1)),
                        new Rate(6, Duration.ofSeconds(2)),
                        new Rate(5, Duration.ofDays(1)),
                        Rate.OFF,
                        new Rate(1_000_000, Duration.ofSeconds(10))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30/m", "30/1", "0/1m", "-1/1m", "30/0s", "30/1y", "thirty/1m", "30/1m/1m", "none"})
    void whatIsNoRateIsRefused(String text) {
        assertThatThrownBy(() -> Rate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Rate perMinute(int count) {
        return new Rate(count, Duration.ofMinutes(1));
    }
}
