package signup.ingress.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import signup.ingress.settings.IngressSettings;
import signup.ingress.settings.Settings;

class CaptchaConfigurationTest {

    @TempDir
    private Path keys;

    @Test
    void answersAreRevealedInTheLocalProfileOnly() throws Exception {
        Files.createDirectory(keys.resolve("challenge"));
        Files.writeString(
                keys.resolve("challenge/a.secret"), Base64.getEncoder().encodeToString(new byte[32]));
        IngressSettings settings = Settings.of("saymon.captcha.reveal-answer", "true", "keys.folder", keys.toString());
        CaptchaConfiguration configuration = new CaptchaConfiguration();
        MockEnvironment local = new MockEnvironment();
        local.setActiveProfiles("local");

        assertThat(configuration.captchas(settings, Clock.systemUTC(), local)).isNotNull();
        assertThatThrownBy(() -> configuration.captchas(settings, Clock.systemUTC(), new MockEnvironment()))
                .hasMessageContaining("signup.saymon.captcha.reveal-answer");
    }
}
