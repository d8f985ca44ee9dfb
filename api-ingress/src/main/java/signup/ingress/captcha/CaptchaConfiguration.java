package signup.ingress.captcha;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import javax.crypto.SecretKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import signup.ingress.settings.IngressSettings;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

@Configuration(proxyBeanMethods = false)
class CaptchaConfiguration {

    /** @throws IllegalStateException when answers are to be revealed where anybody could use that */
    @Bean
    Captchas captchas(IngressSettings settings, Clock clock, Environment environment) throws NoSuchAlgorithmException {
        if (settings.saymon().captcha().revealAnswer() && !environment.acceptsProfiles(Profiles.of("local"))) {
            throw new IllegalStateException("signup.saymon.captcha.reveal-answer gives every captcha's answer away: "
                    + "it can be set in the profile local only");
        }
        // Asks the operating system for its seed only.
        SecureRandom random = SecureRandom.getInstance("DRBG");
        KeyRing<SecretKey> keys =
                KeyRing.read(settings.keys().of("challenge"), KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES"));
        Captchas captchas = new Captchas(
                new CaptchaSeal(keys, random), settings.saymon().captcha().lifetime(), random, clock);
        // Seeds the generator and loads what drawing needs, none of which may wait for the first request.
        captchas.issue();
        return captchas;
    }
}
