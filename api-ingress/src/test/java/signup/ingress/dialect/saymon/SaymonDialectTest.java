package signup.ingress.dialect.saymon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.events.ViolationReason;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.captcha.CaptchaDesk;
import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.RefusedException;
import signup.ingress.json.Json;
import signup.ingress.settings.Settings;

/** What the rows of the specification cannot show: the clock's edge, decisions in any order, failures of the service. */
class SaymonDialectTest {

    private static final AcceptedLanguages SILENT = new AcceptedLanguages(null);
    private static final Authentication MAY =
            new Authentication.Authenticated(new Client("operator", Set.of(SaymonDialect.PERMISSION), Set.of()));

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private Captchas captchas;
    private SaymonDialect dialect;

    @BeforeEach
    void switchedOn(@TempDir Path keys) {
        captchas = CaptchaDesk.open(keys, () -> now);
        dialect = with();
    }

    @Test
    void aCaptchaThatNoSignupWouldTakeIsNotShown() {
        assertThatThrownBy(captcha()::issue)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal()).isEqualTo(new Refusal.Forbidden(SaymonDialect.SWITCH)));
    }

    @Test
    void theDocumentedUserIsAnswered() {
        Answer answer = with(
                        "saymon.object-permissions.include",
                        "817,5e84d165866ec23538892f7d",
                        "saymon.object-permissions.exclude",
                        "5e84d212866ec23538893061")
                .created(user());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer))
                .isEqualTo(
                        "{\"login\":\"user_login\",\"email\":\"user_email@example.com\",\"status\":0,\"eventFilter\":[],"
                                + "\"objectPermissions\":{\"include\":[\"817\",\"5e84d165866ec23538892f7d\"],"
                                + "\"exclude\":[\"5e84d212866ec23538893061\"]},"
                                + "\"permissions\":[\"manage-objects\",\"manage-links\",\"manage-service-properties\","
                                + "\"view-section-stat\",\"view-section-monitoring\",\"view-section-history-graph\"],"
                                + "\"contacts\":[],\"id\":\"8e7f200b4bb457fa8a91cd03\"}");
        assertThat(text(dialect.created(user()))).contains("\"objectPermissions\":{\"include\":[],\"exclude\":[]}");
    }

    @Test
    void anOldCaptchaHasExpired() {
        Captchas.Issued captcha = captchas.issue();
        now = now.plus(Duration.ofMinutes(5));

        assertThat(answer(dialect, MAY, body(captcha.token(), captcha.answer(), "x@example.org")))
                .isEqualTo("400 {\"code\":\"BadRequest\",\"message\":\"Captcha expired.\"}");
    }

    @Test
    void anOldCaptchaUnderAKeyIsRefusedUnlessItIsARetry() {
        Captchas.Issued captcha = captchas.issue();
        now = now.plus(Duration.ofMinutes(5));

        assertThat(dialect.read(named(body(captcha.token(), captcha.answer(), "x@example.org"))))
                .isInstanceOfSatisfying(Reading.Late.class, late -> {
                    assertThat(refused(late.refusal()))
                            .isEqualTo("400 {\"code\":\"BadRequest\",\"message\":\"Captcha expired.\"}");
                    assertThat(late.command().email()).isEqualTo("x@example.org");
                });
        assertThat(dialect.read(named(body(captcha.token(), "????", "x@example.org"))))
                .as("not solved")
                .isInstanceOf(Reading.Refused.class);
        assertThat(dialect.read(named(body(captcha.token(), captcha.answer(), "x"))))
                .as("else wrong")
                .isInstanceOf(Reading.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    username TAKEN                     | 409 {"code":"Conflict","message":"Login is already in use."}
                    email TAKEN                        | 409 {"code":"Conflict","message":"Email is already in use."}
                    email TAKEN, username TAKEN        | 409 {"code":"Conflict","message":"Login is already in use."}
                    challenge CHALLENGE_REUSED         | 400 {"code":"BadRequest","message":"Captcha already used."}
                    challenge CHALLENGE_FAILED         | 400 {"code":"BadRequest","message":"Wrong captcha."}
                    username TAKEN, challenge CHALLENGE_REUSED | 400 {"code":"BadRequest","message":"Captcha already used."}
                    username INVALID                   | 400 {"code":"BadRequest","message":"Parameter \\"login\\" is invalid."}
                    - INVALID                          | 400 {"code":"BadRequest","message":"The request is invalid."}
                    - INTERNAL                         | 400 {"code":"BadRequest","message":"The request is invalid."}
                    """)
    void theDecisionIsToldInOneError(String violations, String answer) {
        List<signup.events.Violation> found = Arrays.stream(violations.split(", "))
                .map(one -> one.split(" "))
                .map(one -> new signup.events.Violation(
                        one[0].equals("-") ? null : one[0], ViolationReason.valueOf(one[1])))
                .toList();

        assertThat(refused(Refusal.decided(found))).isEqualTo(answer);
    }

    @Test
    void whatIsNoFieldErrorHasItsCode() {
        UUID id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        assertThat(refused(new Refusal.BadJson("line 1, column 2")))
                .isEqualTo("400 {\"code\":\"InvalidContent\",\"message\":\"Invalid JSON: line 1, column 2\"}");
        assertThat(refused(new Refusal.BadIdempotencyKey())).startsWith("400 {\"code\":\"BadRequest\"");
        assertThat(refused(new Refusal.IdempotencyKeyReused())).startsWith("409 {\"code\":\"Conflict\"");
        assertThat(refused(new Refusal.NotFound())).startsWith("404 {\"code\":\"ResourceNotFound\"");
        assertThat(refused(new Refusal.MethodNotAllowed("PUT", Set.of("POST"))))
                .isEqualTo("405 {\"code\":\"MethodNotAllowed\",\"message\":\"PUT is not allowed.\"}");
        assertThat(refused(new Refusal.TooLarge(10))).startsWith("413 {\"code\":\"RequestEntityTooLarge\"");
        assertThat(refused(new Refusal.UnsupportedMediaType("text/plain")))
                .startsWith("415 {\"code\":\"UnsupportedMediaType\"");
        assertThat(refused(new Refusal.Throttled(Duration.ofSeconds(1))))
                .startsWith("429 {\"code\":\"TooManyRequests\"");
        assertThat(refused(new Refusal.Internal())).startsWith("500 {\"code\":\"InternalError\"");
        assertThat(refused(new Refusal.Unavailable(Duration.ofSeconds(1), Optional.of(id))))
                .isEqualTo(
                        "503 {\"code\":\"ServiceUnavailable\",\"message\":\"Service is temporarily unavailable.\",\"signup_id\":\""
                                + id + "\"}");
    }

    @Test
    void theCaptchaAnswerIsRevealedOnlyWhereSet() {
        Answer kept = captcha("saymon.enabled", "true").issue();
        Answer revealed = captcha("saymon.enabled", "true", "saymon.captcha.reveal-answer", "true")
                .issue();

        assertThat(text(kept)).startsWith("{\"captcha\":\"<svg xmlns=").contains("</svg>\",\"token\":\"");
        assertThat(kept.headers()).doesNotContainKey("X-Captcha-Answer").containsEntry("Cache-Control", "no-store");
        assertThat(revealed.headers().get("X-Captcha-Answer")).hasSize(4);
    }

    private SaymonCaptcha captcha(String... settings) {
        return new SaymonCaptcha(captchas, Settings.of(settings).saymon());
    }

    private SaymonDialect with(String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "saymon.enabled";
        all[settings.length + 1] = "true";
        return new SaymonDialect(Settings.of(all), captchas);
    }

    private static String body(String token, String answer, String email) {
        return "{\"token\":\"" + token + "\",\"captcha\":\"" + answer + "\",\"email\":\"" + email
                + "\",\"login\":\"login\",\"password\":\"p\"}";
    }

    private static String answer(SaymonDialect dialect, Authentication authentication, String body) {
        return dialect.read(call(authentication, body)) instanceof Reading.Refused refused
                ? statusAndText(dialect.refused(refused.refusal(), SILENT))
                : "understood";
    }

    private String refused(Refusal refusal) {
        return statusAndText(dialect.refused(refusal, SILENT));
    }

    private static Call call(Authentication authentication, String body) {
        return new Call(authentication, SILENT, Json.readObject(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Call named(String body) {
        return new Call(MAY, SILENT, "key", Json.readObject(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String statusAndText(Answer answer) {
        return answer.status() + " " + text(answer);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static UserCreated user() {
        return UserCreated.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.parse("2017-03-20T13:16:44.991343Z"))
                .setSignupId(UUID.randomUUID())
                .setSub(UUID.fromString("8e7f200b-4bb4-57fa-8a91-cd03c0f0ade3"))
                .setId(7)
                .setDialect(signup.events.Dialect.SAYMON)
                .setEmail("user_email@example.com")
                .setUsername("user_login")
                .setLocale("en")
                .setStatusAtCreation(UserStatus.PENDING)
                .setMail(new Mail(MailPurpose.CONFIRMATION, null))
                .build();
    }
}
