package signup.ingress.captcha;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Issues captchas and checks their answers. Nothing is stored for an open captcha: its state travels sealed in the
 * token, so that any instance with the same keys can check it. An instance remembers wrongly answered tokens until they
 * expire, so that none is tried twice here; that a rightly answered one is used once is the registration worker's part.
 * Safe for use by several threads.
 */
public final class Captchas {

    private static final int CHARACTERS = 4;
    private static final int REMEMBERED_FAILURES = 200_000;

    private final CaptchaSeal seal;
    private final Duration lifetime;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Cache<UUID, Boolean> failed;

    Captchas(CaptchaSeal seal, Duration lifetime, RandomGenerator random, InstantSource clock) {
        this.seal = seal;
        this.lifetime = lifetime;
        this.random = random;
        this.clock = clock;
        this.failed = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_FAILURES)
                .expireAfterWrite(lifetime)
                .build();
    }

    /** A new captcha with a random answer. */
    public Issued issue() {
        StringBuilder answer = new StringBuilder(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            answer.append(Glyphs.ALPHABET.charAt(random.nextInt(Glyphs.ALPHABET.length())));
        }
        Instant expiresAt = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        Captcha captcha = new Captcha(new UUID(random.nextLong(), random.nextLong()), answer.toString(), expiresAt);
        String picture = CaptchaPicture.of(captcha.answer(), new Random(random.nextLong()));
        return new Issued(picture, seal.seal(captcha), captcha.answer());
    }

    /** Checks an answer. A wrong one ends the token on this instance. */
    public CaptchaVerdict check(String token, String answer) {
        Optional<Captcha> opened = seal.open(token);
        if (opened.isEmpty()) {
            return new CaptchaVerdict.Wrong();
        }
        Captcha captcha = opened.get();
        if (captcha.isExpired(clock.instant())) {
            return new CaptchaVerdict.Expired(Optional.of(captcha.id()).filter(id -> captcha.isAnsweredBy(answer)));
        }
        if (failed.getIfPresent(captcha.id()) != null) {
            return new CaptchaVerdict.Used();
        }
        if (captcha.isAnsweredBy(answer)) {
            return new CaptchaVerdict.Passed(captcha.id());
        }
        failed.put(captcha.id(), true);
        return new CaptchaVerdict.Wrong();
    }

    /**
     * What the caller of the captcha request gets.
     *
     * @param picture SVG
     * @param token opaque; comes back with the answer
     * @param answer never leaves the service but in the local profile
     */
    public record Issued(String picture, String token, String answer) {

        @Override
        public String toString() {
            return "Issued[***]";
        }
    }
}
