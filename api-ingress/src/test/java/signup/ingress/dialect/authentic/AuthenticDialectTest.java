package signup.ingress.dialect.authentic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.events.ViolationReason;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;
import signup.ingress.json.Json;
import signup.ingress.settings.Settings;

/** What the rows of the specification cannot show: the clock's edges, settings of a rule, failures of the service. */
class AuthenticDialectTest {

    private static final AcceptedLanguages SILENT = new AcceptedLanguages(null);
    private static final AcceptedLanguages ENGLISH = new AcceptedLanguages("de, en;q=0.9, fr;q=0.1");
    private static final Authentication MAY =
            new Authentication.Authenticated(new Client("portal", Set.of(AuthenticDialect.PERMISSION), Set.of()));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final AuthenticDialect dialect = with();

    @Test
    void theDocumentedUserIsAnswered() {
        Answer answer = dialect.created(user("john.doe@example.com", null, Map.of("gender", "1")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(text(answer))
                .isEqualTo(
                        "{\"sub\":\"8e7f200b4bb457fa8a91cd03c0f0ade3\",\"first_name\":\"John\",\"last_name\":\"Doe\","
                                + "\"email\":\"john.doe@example.com\",\"date_joined\":\"2017-03-20T13:16:44.991343Z\","
                                + "\"modified\":\"2017-03-20T13:16:44.991343Z\",\"is_active\":true}");
    }

    @Test
    void microsecondsAreNeverLeftOut() {
        UserCreated user = user(null, null, Map.of());
        user.setOccurredAt(Instant.parse("2017-03-20T13:16:44Z"));

        assertThat(text(dialect.created(user))).contains("\"date_joined\":\"2017-03-20T13:16:44.000000Z\"");
    }

    @Test
    void theExtendedResponseAddsWhatElseIsKnown() {
        AuthenticDialect extended = with(
                "authentic.extended-response", "true",
                "profile.attributes.newsletter", "boolean",
                "profile.attributes.children", "integer");

        assertThat(text(extended.created(user(
                        "john.doe@example.com", "john", Map.of("newsletter", "true", "children", "2", "gender", "1")))))
                .endsWith("\"is_active\":true,\"uuid\":\"8e7f200b4bb457fa8a91cd03c0f0ade3\",\"username\":\"john\","
                        + "\"children\":2,\"gender\":\"1\",\"newsletter\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "1899-12-31, La date de naissance doit être dans le passé et à partir du 1900-01-01.",
        "2026-11-22, La date de naissance doit être dans le passé et à partir du 1900-01-01.",
        "2100-02-29, La date n'a pas le bon format. Utilisez un des formats suivants : YYYY-MM-DD.",
        "1981-06-01T00:00:00Z, La date n'a pas le bon format. Utilisez un des formats suivants : YYYY-MM-DD."
    })
    void nobodyIsBornTodayOrOnNoDay(String birthdate, String error) {
        assertThat(answer(body("\"birthdate\":\"" + birthdate + "\""), MAY, SILENT))
                .isEqualTo("400 {\"errors\":{\"birthdate\":[\"" + error + "\"]},\"result\":0}");
        assertThat(answer(body("\"birthdate\":\"2026-11-21\""), MAY, SILENT)).isEqualTo("understood");
    }

    @Test
    void anExponentMakesNoInteger() {
        assertThat(answer(with("profile.attributes.children", "integer"), body("\"children\":1e400"), MAY, ENGLISH))
                .isEqualTo("400 {\"errors\":{\"children\":[\"A valid integer is required.\"]},\"result\":0}");
    }

    @Test
    void lengthsAreCountedInCharacters() {
        String longest = "😀".repeat(64);
        assertThat(answer(body("\"first_name\":\"" + longest + "\""), MAY, SILENT))
                .startsWith("understood");

        assertThat(answer(body("\"first_name\":\"" + longest + "x\""), MAY, SILENT))
                .isEqualTo(
                        "400 {\"errors\":{\"first_name\":[\"Assurez-vous que ce champ comporte au plus 64 caractères.\"]},\"result\":0}");
        assertThat(answer(body("\"username\":\"" + "u".repeat(257) + "\""), MAY, SILENT))
                .contains("au plus 256");
        assertThat(answer(body("\"email\":\"" + "e".repeat(250) + "@a.fr\""), MAY, SILENT))
                .contains("au plus 254");
        assertThat(answer(body("\"password\":\"" + "p".repeat(129) + "\""), MAY, SILENT))
                .contains("au plus 128");
        assertThat(answer(body("\"birthplace\":\"" + "b".repeat(257) + "\""), MAY, SILENT))
                .contains("au plus 256");
    }

    @Test
    void aRuleMayOweAMailThatNobodyAskedFor() {
        assertThat(understood(dialect, body("\"email\":\"j@example.org\""))
                        .mail()
                        .getPurpose())
                .isEqualTo(MailPurpose.NONE);
        assertThat(understood(with("notify.authentic", "confirmation"), body("\"email\":\"j@example.org\""))
                        .mail()
                        .getPurpose())
                .isEqualTo(MailPurpose.CONFIRMATION);
    }

    @Test
    void whatBelongsToNoFieldIsUnderAll() {
        assertThat(refused(new Refusal.BadJson("line 1, column 2"), SILENT))
                .isEqualTo(
                        "400 {\"errors\":{\"__all__\":[\"Requête malformée : JSON non valide (line 1, column 2).\"]},\"result\":0}");
        assertThat(refused(new Refusal.IdempotencyKeyReused(), ENGLISH))
                .isEqualTo(
                        "400 {\"errors\":{\"__all__\":[\"The idempotency key was used with another body.\"]},\"result\":0}");
        assertThat(refused(new Refusal.BadIdempotencyKey(), ENGLISH)).startsWith("400 {\"errors\":{\"__all__\":[\"");
        assertThat(refused(decided(ViolationReason.INVALID), ENGLISH))
                .isEqualTo("400 {\"errors\":{\"__all__\":[\"The request is not valid.\"]},\"result\":0}");
        assertThat(refused(decided(ViolationReason.INTERNAL), ENGLISH))
                .isEqualTo("400 {\"errors\":{\"__all__\":[\"The request is not valid.\"]},\"result\":0}");
    }

    private static Refusal decided(ViolationReason reason) {
        return Refusal.decided(List.of(new signup.events.Violation(null, reason)));
    }

    @Test
    void whatIsNoFieldErrorIsPlain() {
        UUID id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        assertThat(refused(new Refusal.NotFound(), SILENT)).isEqualTo("404 {\"errors\":\"Pas trouvé.\",\"result\":0}");
        assertThat(refused(new Refusal.MethodNotAllowed("GET", Set.of("POST")), SILENT))
                .isEqualTo("405 {\"errors\":\"Méthode \\\"GET\\\" non autorisée.\",\"result\":0}");
        assertThat(refused(new Refusal.TooLarge(1_048_576), ENGLISH))
                .isEqualTo("413 {\"errors\":\"The body may not be longer than 1048576 bytes.\",\"result\":0}");
        assertThat(refused(new Refusal.UnsupportedMediaType("text/plain"), SILENT))
                .isEqualTo("415 {\"errors\":\"Type de média \\\"text/plain\\\" non supporté.\",\"result\":0}");
        assertThat(refused(new Refusal.Throttled(Duration.ofSeconds(7)), ENGLISH))
                .isEqualTo("429 {\"errors\":\"Request was throttled. Expected available in 7 seconds.\",\"result\":0}");
        assertThat(refused(new Refusal.Internal(), SILENT))
                .isEqualTo("500 {\"errors\":\"Une erreur du serveur est survenue.\",\"result\":0}");
        assertThat(refused(new Refusal.Unavailable(Duration.ofSeconds(2), Optional.of(id)), SILENT))
                .isEqualTo(
                        "503 {\"errors\":\"Service momentanément indisponible, réessayez plus tard.\",\"result\":0,\"signup_id\":\""
                                + id + "\"}");
    }

    private static AuthenticDialect with(String... settings) {
        return new AuthenticDialect(Settings.of(settings), () -> NOW);
    }

    private static String body(String more) {
        return "{\"first_name\":\"John\",\"last_name\":\"Doe\"," + more + "}";
    }

    private static Command understood(AuthenticDialect dialect, String body) {
        return ((Reading.Understood) dialect.read(new Call(MAY, SILENT, Json.readObject(bytes(body))))).command();
    }

    private String answer(String body, Authentication authentication, AcceptedLanguages languages) {
        return answer(dialect, body, authentication, languages);
    }

    private static String answer(
            AuthenticDialect dialect, String body, Authentication authentication, AcceptedLanguages languages) {
        Reading reading = dialect.read(new Call(authentication, languages, Json.readObject(bytes(body))));
        if (reading instanceof Reading.Refused refused) {
            Answer answer = dialect.refused(refused.refusal(), languages);
            return answer.status() + " " + text(answer);
        }
        return "understood";
    }

    private String refused(Refusal refusal, AcceptedLanguages languages) {
        Answer answer = dialect.refused(refusal, languages);
        return answer.status() + " " + text(answer);
    }

    private static UserCreated user(@Nullable String email, @Nullable String username, Map<String, String> attributes) {
        return UserCreated.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.parse("2017-03-20T13:16:44.991343Z"))
                .setSignupId(UUID.randomUUID())
                .setSub(UUID.fromString("8e7f200b-4bb4-57fa-8a91-cd03c0f0ade3"))
                .setId(7)
                .setDialect(signup.events.Dialect.AUTHENTIC)
                .setFirstName("John")
                .setLastName("Doe")
                .setEmail(email)
                .setUsername(username)
                .setAttributes(attributes)
                .setLocale("fr")
                .setStatusAtCreation(UserStatus.ACTIVE)
                .setMail(new Mail(MailPurpose.NONE, null))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
