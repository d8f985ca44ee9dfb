package signup.ingress.captcha;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** Captchas of an instance that other features' tests use. */
public final class CaptchaDesk {

    private CaptchaDesk() {}

    /** Captchas under a new key, which is put into the folder. */
    public static Captchas open(Path folder, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            Files.writeString(folder.resolve("desk.secret"), Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CaptchaSeal seal =
                new CaptchaSeal(KeyRing.read(folder, KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES")), random);
        return new Captchas(seal, Duration.ofMinutes(5), random, clock);
    }
}
