package signup.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.MessageSource;
import signup.notification.application.Mails.Mail;
import signup.notification.link.LinkTokens;
import signup.notification.model.Dispatch;
import signup.notification.model.Purpose;
import signup.notification.model.Recipient;
import signup.notification.template.TemplatedMails.Wording;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

class TemplatedMailsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID SUB = UUID.fromString("3c8e4f3e-7a8b-5c1d-9e2f-000000000001");
    private static final Pattern LINK = Pattern.compile("https://signup\\.example/links/([A-Za-z0-9._-]+)");

    @TempDir
    private Path folder;

    private LinkTokens tokens;

    @BeforeEach
    void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(
                keys.resolve("k1" + KeyRing.PRIVATE_SUFFIX),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        KeyRing<PrivateKey> ring = KeyRing.read(keys, KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("EC"));
        tokens = new LinkTokens(ring);
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRMATION, fr, Confirmez votre adresse pour Chez Léa, 'Bonjour Zoé,'",
        "CONFIRMATION, en, Confirm your address for Chez Léa, 'Hello Zoé,'",
        "REGISTRATION, fr, Terminez votre inscription sur Chez Léa, 'Bonjour Zoé,'",
        "REGISTRATION, en, Finish your registration at Chez Léa, 'Hello Zoé,'",
        "ALREADY_REGISTERED, fr, Vous avez déjà un compte sur Chez Léa, 'Bonjour Zoé,'",
        "ALREADY_REGISTERED, en, You already have an account at Chez Léa, 'Hello Zoé,'",
    })
    void everyMailIsWrittenInBothLanguagesAsTextAndAsHtml(
            Purpose purpose, String locale, String subject, String greeting) {
        Mail mail = mails(null).write(dispatch(purpose, locale, "Zoé", "OPEN"));

        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.language()).isEqualTo(locale);
        assertThat(mail.text()).startsWith(greeting).doesNotContain("<").doesNotContain("??");
        assertThat(mail.html())
                .contains("lang=\"" + locale + "\"")
                .contains(greeting)
                .doesNotContain("??");
        write(mail, purpose.term() + "-" + locale);
    }

    @ParameterizedTest
    @CsvSource({"fr-FR, fr", "fr-CA, fr", "FR, fr", "en-GB, en", "de, en", "und, en", "frr, en", "not a tag, en"})
    void allKindsOfFrenchAreFrenchAndTheRestIsEnglish(String locale, String language) {
        assertThat(mails(null)
                        .write(dispatch(Purpose.CONFIRMATION, locale, null, "OPEN"))
                        .language())
                .isEqualTo(language);
    }

    @Test
    void aLinkCarriesATokenThatActsForThisUserAndPurposeOnly() throws Exception {
        Dispatch dispatch = dispatch(Purpose.REGISTRATION, "fr", "Zoé", "AUTHENTIC");

        Mail mail = mails(null).write(dispatch);

        SignedJWT token = SignedJWT.parse(link(mail.text()));
        assertThat(token.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(token.getHeader().getType().getType()).isEqualTo("signup-link+jwt");
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("signup");
        assertThat(claims.getSubject()).isEqualTo(SUB.toString());
        assertThat(claims.getJWTID()).isEqualTo(dispatch.linkId().toString());
        assertThat(claims.getStringClaim("purpose")).isEqualTo("registration");
        assertThat(claims.getStringClaim("locale")).isEqualTo("fr");
        assertThat(claims.getStringClaim("dialect")).isEqualTo("AUTHENTIC");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plus(Duration.ofHours(24))));
        assertThat(link(mail.html())).isEqualTo(link(mail.text()));
        assertThat(mail.text()).contains("23 novembre 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "SELFCOMMUNITY_ACCOUNT, confirmation",
        "SAYMON, confirmation",
        "AUTHENTIC, confirmation",
        "OPEN, registration",
        "'', registration"
    })
    void whoHasNoPasswordYetChoosesItWhereTheAddressIsConfirmed(String dialect, String act) throws Exception {
        Mail mail = mails(null).write(dispatch(Purpose.CONFIRMATION, "en", "Zoé", dialect.isEmpty() ? null : dialect));

        assertThat(mail.subject()).startsWith("Confirm your address");
        assertThat(SignedJWT.parse(link(mail.text())).getJWTClaimsSet().getStringClaim("purpose"))
                .isEqualTo(act);
    }

    @Test
    void aLinkSaysNothingOfADialectThatIsNotKnown() throws Exception {
        Mail mail = mails(null).write(dispatch(Purpose.CONFIRMATION, "en", "Zoé", null));

        assertThat(SignedJWT.parse(link(mail.text())).getJWTClaimsSet().getClaims())
                .doesNotContainKey("dialect");
    }

    @ParameterizedTest
    @CsvSource({"SELFCOMMUNITY_ACCOUNT, true", "SAYMON, true", "OPEN, false", "AUTHENTIC, false", "'', false"})
    void aConfirmationShowsItsTokenAsACodeWhereClientsTakeOne(String dialect, boolean shown) {
        Mail mail = mails(null).write(dispatch(Purpose.CONFIRMATION, "en", "Zoé", dialect.isEmpty() ? null : dialect));

        String token = link(mail.text());
        assertThat(mail.text().contains("\n" + token + "\n")).isEqualTo(shown);
        assertThat(mail.html().contains(">" + token + "</p>")).isEqualTo(shown);
        write(mail, "confirmation-" + (dialect.isEmpty() ? "none" : dialect));
    }

    @Test
    void aMailWithoutANameGreetsWithoutOne() {
        Mail mail = mails(null).write(dispatch(Purpose.CONFIRMATION, "en", null, "OPEN"));

        assertThat(mail.text()).startsWith("Hello,\n");
        assertThat(mail.html()).contains(">Hello,</p>");
    }

    @Test
    void aHostileNameIsTextAndNothingElse() {
        String name = "<img src=x onerror=alert(1)>&\"'{0} ${7*7} __${7*7}__ [[${7*7}]]";

        Mail mail = mails(null).write(dispatch(Purpose.CONFIRMATION, "en", name, "OPEN"));

        assertThat(mail.html())
                .contains("Hello &lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;{0} ${7*7} __${7*7}__ [[${7*7}]],")
                .doesNotContain("<img");
        assertThat(mail.text()).startsWith("Hello " + name + ",");
    }

    @Test
    void aUserWithAnAccountIsShownWhereToSignIn() {
        Dispatch dispatch = dispatch(Purpose.ALREADY_REGISTERED, "en", null, null);

        assertThat(mails(null).write(dispatch).html()).contains("href=\"https://app.example/login\"");
        assertThat(mails(null, null).write(dispatch).html()).doesNotContain("href");
        assertThat(mails(null, null).write(dispatch).text()).doesNotContain("null");
    }

    @Test
    void aFoldersTemplatesAndTextsReplaceTheBuiltInOnes() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("confirmation.txt"), "Own text for [(${name})]: [(${link})]");
        Files.writeString(own.resolve("messages_en.properties"), "confirmation.subject=Own subject – {0}\n");

        Mail mail = mails(own).write(dispatch(Purpose.CONFIRMATION, "en", "Zoé", "OPEN"));

        assertThat(mail.text()).startsWith("Own text for Zoé: https://signup.example/links/");
        assertThat(mail.subject()).isEqualTo("Own subject – Chez Léa");
        assertThat(mail.html()).contains("Confirm your address");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void aMissingTextIsAnErrorAndNoMail(Purpose purpose) throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve(purpose.term() + ".html"), "<p th:text=\"#{no.such.text}\"></p>");

        assertThatThrownBy(() -> mails(own).write(dispatch(purpose, "en", "Zoé", "OPEN")))
                .rootCause()
                .hasMessageContaining("no.such.text");
    }

    private TemplatedMails mails(@Nullable Path own) {
        return mails(own, URI.create("https://app.example/login"));
    }

    private TemplatedMails mails(@Nullable Path own, @Nullable URI signInUrl) {
        MessageSource messages = Templates.messages(own);
        Wording wording = new Wording(
                "Chez Léa",
                URI.create("https://signup.example"),
                signInUrl,
                Map.of(Purpose.CONFIRMATION, Duration.ofHours(72), Purpose.REGISTRATION, Duration.ofHours(24)));
        return new TemplatedMails(Templates.engine(own, messages), messages, tokens, wording, InstantSource.fixed(NOW));
    }

    private static Dispatch dispatch(Purpose purpose, String locale, @Nullable String name, @Nullable String dialect) {
        return new Dispatch(
                UUID.randomUUID(),
                UUID.randomUUID(),
                purpose,
                new Recipient(SUB, "zoe@example.org", name, dialect),
                locale,
                1,
                Duration.ZERO);
    }

    private static String link(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    /** For looking at, in a browser. */
    private static void write(Mail mail, String name) {
        try {
            Path mails = Files.createDirectories(Path.of("target", "mails"));
            Files.writeString(mails.resolve(name + ".html"), mail.html());
            Files.writeString(mails.resolve(name + ".txt"), mail.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
