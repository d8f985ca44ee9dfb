package signup.ingress.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

class CaptchasTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path keys;

    private Instant now = Instant.parse("2026-11-22T10:00:00.7Z");
    private Captchas captchas;

    @BeforeEach
    void oneKey() throws Exception {
        addKey("2026-11");
        captchas = instance();
    }

    @Test
    void theRightAnswerPasses() {
        Captchas.Issued issued = captchas.issue();

        assertThat(captchas.check(issued.token(), issued.answer())).isInstanceOf(CaptchaVerdict.Passed.class);
    }

    @Test
    void caseAndSurroundingSpacesDoNotMatter() {
        Captchas.Issued issued = captchas.issue();

        assertThat(captchas.check(issued.token(), " " + issued.answer().toLowerCase(Locale.ROOT) + " "))
                .isInstanceOf(CaptchaVerdict.Passed.class);
    }

    @Test
    void aWrongAnswerEndsTheToken() {
        Captchas.Issued issued = captchas.issue();

        assertThat(captchas.check(issued.token(), "????")).isEqualTo(new CaptchaVerdict.Wrong());
        assertThat(captchas.check(issued.token(), issued.answer())).isEqualTo(new CaptchaVerdict.Used());
    }

    @Test
    void anotherInstanceWithTheSameKeysChecksIt() {
        Captchas.Issued issued = captchas.issue();

        CaptchaVerdict here = captchas.check(issued.token(), issued.answer());

        assertThat(instance().check(issued.token(), issued.answer()))
                .isInstanceOf(CaptchaVerdict.Passed.class)
                .isEqualTo(here);
    }

    @Test
    void aTokenUnderThePreviousKeyIsStillTaken() throws Exception {
        Captchas.Issued issued = captchas.issue();
        addKey("2026-12");

        assertThat(instance().check(issued.token(), issued.answer())).isInstanceOf(CaptchaVerdict.Passed.class);
    }

    @Test
    void aTokenUnderADestroyedKeyIsNone() throws Exception {
        Captchas.Issued issued = captchas.issue();
        Files.delete(keys.resolve("2026-11.secret"));
        addKey("2026-12");

        assertThat(instance().check(issued.token(), issued.answer())).isEqualTo(new CaptchaVerdict.Wrong());
    }

    @Test
    void itLivesFiveMinutes() {
        Captchas.Issued issued = captchas.issue();

        now = now.plusSeconds(299);
        CaptchaVerdict inTime = captchas.check(issued.token(), issued.answer());
        assertThat(inTime).isInstanceOf(CaptchaVerdict.Passed.class);

        now = now.plusSeconds(1);
        assertThat(captchas.check(issued.token(), issued.answer()))
                .isEqualTo(new CaptchaVerdict.Expired(Optional.of(((CaptchaVerdict.Passed) inTime).id())));
        assertThat(captchas.check(issued.token(), "????")).isEqualTo(new CaptchaVerdict.Expired(Optional.empty()));
    }

    @Test
    void noBitOfATokenCanBeChanged() {
        Captchas.Issued issued = captchas.issue();
        byte[] token = Base64.getUrlDecoder().decode(issued.token());

        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(captchas.check(text, issued.answer())).isEqualTo(new CaptchaVerdict.Wrong());
        }
    }

    @Test
    void whatIsNoTokenIsWrong() {
        for (String text :
                new String[] {"", "token", "5c2ef019-cca8-40de-b306-050dd976c743", "_w", "é", "A".repeat(9999)}) {
            assertThat(captchas.check(text, "1qTY")).isEqualTo(new CaptchaVerdict.Wrong());
        }
    }

    @Test
    void thePictureHoldsPathsOnly() {
        String picture = captchas.issue().picture();

        assertThat(picture).startsWith("<svg ").endsWith("</svg>").doesNotContain("<text", "<script", "href");
        assertThat(picture.replaceAll("</?(svg|path|g)\\b[^>]*>", "")).isEmpty();
    }

    @Test
    void answersAndPicturesDiffer() {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> captchas.issue().picture())
                        .distinct())
                .hasSize(50);
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> captchas.issue().answer())
                        .distinct())
                .hasSizeGreaterThan(45);
    }

    @Test
    void theAnswerIsInNoToString() {
        Captchas.Issued issued = captchas.issue();
        Captcha captcha = new Captcha(new java.util.UUID(1, 2), issued.answer(), now);

        assertThat(issued + " " + captcha).doesNotContain(issued.answer());
    }

    private Captchas instance() {
        KeyRing<javax.crypto.SecretKey> ring = KeyRing.read(keys, KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES"));
        return new Captchas(new CaptchaSeal(ring, RANDOM), Duration.ofMinutes(5), RANDOM, () -> now);
    }

    private void addKey(String id) throws Exception {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        Files.writeString(keys.resolve(id + ".secret"), Base64.getEncoder().encodeToString(key));
    }
}
