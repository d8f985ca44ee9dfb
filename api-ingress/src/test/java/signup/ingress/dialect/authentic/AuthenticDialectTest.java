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
import org.junit.jupiter.params.provider.ValueSource;
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
import signup.ingress.dialect.Violation;
import signup.ingress.json.Json;
import signup.ingress.settings.Settings;

class AuthenticDialectTest {

    private static final AcceptedLanguages SILENT = new AcceptedLanguages(null);
    private static final AcceptedLanguages ENGLISH = new AcceptedLanguages("de, en;q=0.9, fr;q=0.1");
    private static final Authentication MAY =
            new Authentication.Authenticated(new Client("portal", Set.of(AuthenticDialect.PERMISSION), Set.of()));
    private static final Authentication MAY_NOT =
            new Authentication.Authenticated(new Client("reader", Set.of("view_user"), Set.of()));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final AuthenticDialect dialect = with();

    @Test
    void theDocumentedExampleIsUnderstood() {
        Command command = understood(dialect, """
                {
                    "email": "john.doe@example.com",
                    "first_name": "John",
                    "last_name": "Doe",
                    "gender": 1,
                    "email": "john.doe@example.com",
                    "birthdate": "1981-06-01",
                    "birthplace": "Marseille",
                    "birthcountry": "France",
                    "preferred_username": "john",
                    "address_city": "New-York",
                    "send_registration_email": "True",
                    "send_registration_email_next_url": "http://www.entrouvert.com"
                }""");

        assertThat(command.firstName()).isEqualTo("John");
        assertThat(command.lastName()).isEqualTo("Doe");
        assertThat(command.email()).isEqualTo("john.doe@example.com");
        assertThat(command.username()).isNull();
        assertThat(command.password()).isNull();
        assertThat(command.locale()).isEqualTo("fr");
        assertThat(command.mail()).isEqualTo(new Mail(MailPurpose.REGISTRATION, "http://www.entrouvert.com"));
        assertThat(command.attributes())
                .isEqualTo(Map.of(
                        "gender", "1",
                        "birthdate", "1981-06-01",
                        "birthplace", "Marseille",
                        "birthcountry", "France",
                        "preferred_username", "john",
                        "address_city", "New-York"));
    }

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
    void aUserWithoutAnAddressHasAnEmptyOne() {
        assertThat(text(dialect.created(user(null, null, Map.of())))).contains("\"email\":\"\",");
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
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # required
                    {"first_name":"J"}                                 | {"last_name":["Ce champ est obligatoire."]}
                    {}                                                 | {"first_name":["Ce champ est obligatoire."],"last_name":["Ce champ est obligatoire."]}
                    # null
                    {"first_name":null,"last_name":"D"}                | {"first_name":["Ce champ ne peut être nul."]}
                    {"first_name":"J","last_name":"D","email":null}    | {"email":["Ce champ ne peut être nul."]}
                    {"first_name":"J","last_name":"D","gender":null}   | {"gender":["Ce champ ne peut être nul."]}
                    {"first_name":"J","last_name":"D","password":null} | {"password":["Ce champ ne peut être nul."]}
                    {"first_name":"J","last_name":"D","send_registration_email":null} | {"send_registration_email":["Ce champ ne peut être nul."]}
                    # blank
                    {"first_name":"","last_name":"  "}                 | {"first_name":["Ce champ ne peut être vide."],"last_name":["Ce champ ne peut être vide."]}
                    {"first_name":"J","last_name":"D","email":""}      | {"email":["Ce champ ne peut être vide."]}
                    {"first_name":"J","last_name":"D","password":""}   | {"password":["Ce champ ne peut être vide."]}
                    # other types
                    {"first_name":true,"last_name":"D"}                | {"first_name":["Chaîne de texte non valide."]}
                    {"first_name":{"a":1},"last_name":[1]}             | {"first_name":["Chaîne de texte non valide."],"last_name":["Chaîne de texte non valide."]}
                    {"first_name":"J","last_name":"D","birthplace":[]} | {"birthplace":["Chaîne de texte non valide."]}
                    # control characters
                    {"first_name":"J\\u0000","last_name":"D"}          | {"first_name":["Les caractères de contrôle ne sont pas autorisés."]}
                    {"first_name":"J","last_name":"\\ud800"}           | {"last_name":["Les caractères de contrôle ne sont pas autorisés."]}
                    {"first_name":"J","last_name":"D","password":"a\\u0000b"} | {"password":["Les caractères de contrôle ne sont pas autorisés."]}
                    # email
                    {"first_name":"J","last_name":"D","email":"john"}  | {"email":["Saisissez une adresse e-mail valide."]}
                    {"first_name":"J","last_name":"D","email":5}       | {"email":["Saisissez une adresse e-mail valide."]}
                    # booleans
                    {"first_name":"J","last_name":"D","send_registration_email":"peut-être"} | {"send_registration_email":["Doit être un booléen valide."]}
                    {"first_name":"J","last_name":"D","send_registration_email":2}    | {"send_registration_email":["Doit être un booléen valide."]}
                    {"first_name":"J","last_name":"D","send_registration_email":""}   | {"send_registration_email":["Doit être un booléen valide."]}
                    {"first_name":"J","last_name":"D","send_registration_email":[true]} | {"send_registration_email":["Doit être un booléen valide."]}
                    # next URL
                    {"first_name":"J","last_name":"D","send_registration_email_next_url":"ftp://example.org"}     | {"send_registration_email_next_url":["Saisissez une URL valide."]}
                    {"first_name":"J","last_name":"D","send_registration_email_next_url":"javascript:alert(1)"}   | {"send_registration_email_next_url":["Saisissez une URL valide."]}
                    {"first_name":"J","last_name":"D","send_registration_email_next_url":"/suite"}                | {"send_registration_email_next_url":["Saisissez une URL valide."]}
                    # dates
                    {"first_name":"J","last_name":"D","birthdate":"01/06/1981"} | {"birthdate":["La date n'a pas le bon format. Utilisez un des formats suivants : YYYY-MM-DD."]}
                    {"first_name":"J","last_name":"D","birthdate":"1981-02-30"} | {"birthdate":["La date n'a pas le bon format. Utilisez un des formats suivants : YYYY-MM-DD."]}
                    {"first_name":"J","last_name":"D","birthdate":"1981-06-01T00:00:00Z"} | {"birthdate":["La date n'a pas le bon format. Utilisez un des formats suivants : YYYY-MM-DD."]}
                    {"first_name":"J","last_name":"D","birthdate":"1899-12-31"} | {"birthdate":["La date de naissance doit être dans le passé et à partir du 1900-01-01."]}
                    {"first_name":"J","last_name":"D","birthdate":"2026-11-22"} | {"birthdate":["La date de naissance doit être dans le passé et à partir du 1900-01-01."]}
                    # telephone
                    {"first_name":"J","last_name":"D","phone":"call me"} | {"phone":["Saisissez un numéro de téléphone valide."]}
                    # forbidden
                    {"first_name":"J","last_name":"D","foo":1,"is_superuser":true} | {"foo":["Ce paramètre est interdit."],"is_superuser":["Ce paramètre est interdit."]}
                    {"first_name":"J","last_name":"D","sub":null}      | {"sub":["Ce paramètre est interdit."]}
                    # all at once
                    {"foo":1,"email":"x","gender":null,"last_name":"D"} | {"first_name":["Ce champ est obligatoire."],"email":["Saisissez une adresse e-mail valide."],"foo":["Ce paramètre est interdit."],"gender":["Ce champ ne peut être nul."]}
                    """)
    void everythingThatIsWrongIsNamedInFrench(String body, String errors) {
        assertThat(answer(body, MAY, SILENT)).isEqualTo("400 {\"errors\":" + errors + ",\"result\":0}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"first_name":"J"}                                 | {"last_name":["This field is required."]}
                    {"first_name":null,"last_name":""}                 | {"first_name":["This field may not be null."],"last_name":["This field may not be blank."]}
                    {"first_name":"J","last_name":"D","email":"john"}  | {"email":["Enter a valid email address."]}
                    {"first_name":"J","last_name":"D","foo":1}         | {"foo":["This parameter is not allowed."]}
                    {"first_name":"J","last_name":"D","birthdate":"x"} | {"birthdate":["Date has wrong format. Use one of these formats instead: YYYY-MM-DD."]}
                    """)
    void orInEnglishToWhomPrefersIt(String body, String errors) {
        assertThat(answer(body, MAY, ENGLISH)).isEqualTo("400 {\"errors\":" + errors + ",\"result\":0}");
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

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"True\"", "\"true\"", "\"t\"", "\"1\"", "1"})
    void theTrueOnesSendTheMail(String truth) {
        assertThat(understood(dialect, body("\"email\":\"j@example.org\",\"send_registration_email\":" + truth))
                        .mail()
                        .getPurpose())
                .isEqualTo(MailPurpose.REGISTRATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"False\"", "\"false\"", "\"f\"", "\"0\"", "0"})
    void theFalseOnesDoNot(String truth) {
        assertThat(understood(
                                with("notify.authentic", "registration"),
                                body("\"email\":\"j@example.org\",\"send_registration_email\":" + truth))
                        .mail()
                        .getPurpose())
                .isEqualTo(MailPurpose.NONE);
    }

    @Test
    void thereIsNoMailWithoutAnAddress() {
        assertThat(understood(dialect, body("\"send_registration_email\":true")).mail())
                .isEqualTo(new Mail(MailPurpose.NONE, null));
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
    void theMailIsInTheCallersLanguage() {
        Reading reading = dialect.read(new Call(MAY, ENGLISH, Json.readObject(bytes(body("\"title\":\"Mr\"")))));

        assertThat(((Reading.Understood) reading).command().locale()).isEqualTo("en");
    }

    @Test
    void theProfileIsConfigured() {
        AuthenticDialect configured = with(
                "profile.attributes.newsletter", "boolean",
                "profile.attributes.children", "integer",
                "profile.attributes.postcode", "fr_postcode",
                "profile.attributes.title", "enum",
                "profile.options.title", "Mr,Mrs",
                "profile.attributes.mobile", "none");

        assertThat(understood(
                                configured,
                                body(
                                        "\"newsletter\":\"False\",\"children\":\"2\",\"postcode\":13001,\"title\":\"Mrs\",\"phone\":\"+33 (0)1 42 34 56 78\""))
                        .attributes())
                .isEqualTo(Map.of(
                        "newsletter", "false",
                        "children", "2",
                        "postcode", "13001",
                        "title", "Mrs",
                        "phone", "+33 (0)1 42 34 56 78"));
        assertThat(answer(
                        configured,
                        body(
                                "\"newsletter\":\"no idea\",\"children\":2.5,\"postcode\":\"1300\",\"title\":\"Dr\",\"mobile\":\"0612345678\""),
                        MAY,
                        ENGLISH))
                .isEqualTo("400 {\"errors\":{\"newsletter\":[\"Must be a valid boolean.\"],"
                        + "\"children\":[\"A valid integer is required.\"],"
                        + "\"postcode\":[\"The value must be a valid french postcode.\"],"
                        + "\"title\":[\"Not a valid choice.\"],"
                        + "\"mobile\":[\"This parameter is not allowed.\"]},\"result\":0}");
        assertThat(answer(configured, body("\"children\":9007199254740992"), MAY, ENGLISH))
                .contains("children");
        assertThat(answer(configured, body("\"children\":1e400"), MAY, ENGLISH)).contains("children");
    }

    @Test
    void anEmptyAttributeIsNone() {
        assertThat(understood(dialect, body("\"birthplace\":\" \"")).attributes())
                .isEmpty();
    }

    @Test
    void aPasswordNeedsNothingButMayBeHeldToAPolicy() {
        assertThat(understood(dialect, body("\"password\":\" \"")).password()).isNotNull();

        assertThat(answer(
                        with("authentic.password.min-length", "8", "authentic.password.min-classes", "3"),
                        body("\"password\":\"sesame\""),
                        MAY,
                        SILENT))
                .isEqualTo(
                        "400 {\"errors\":{\"password\":[\"Assurez-vous que ce champ comporte au moins 8 caractères.\","
                                + "\"Utilisez au moins 3 de ces sortes de caractères : lettres minuscules, lettres majuscules, chiffres, autres.\"]},"
                                + "\"result\":0}");
    }

    @Test
    void thePermissionIsJudgedAfterTheBody() {
        assertThat(answer("{}", MAY_NOT, SILENT)).startsWith("400 ");
        assertThat(answer(body("\"title\":\"Mr\""), MAY_NOT, SILENT))
                .isEqualTo("403 {\"errors\":\"You do not have permission add_user\",\"result\":0}");
    }

    @Test
    void onlyKnownClientsAreAdmitted() {
        assertThat(dialect.admit(MAY_NOT)).isEmpty();
        for (Authentication authentication : List.of(Authentication.ANONYMOUS, Authentication.REFUSED)) {
            Answer answer = dialect.refused(dialect.admit(authentication).orElseThrow(), SILENT);
            assertThat(text(answer)).isEqualTo("{\"errors\":\"Invalid username/password.\",\"result\":0}");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Basic realm=\"api\"");
        }
    }

    @Test
    void takenNamesAreToldInOneAnswer() {
        Refusal taken = new Refusal.Violated(List.of(
                Violation.of(new signup.events.Violation("username", ViolationReason.TAKEN)),
                Violation.of(new signup.events.Violation("email", ViolationReason.TAKEN))));

        assertThat(refused(taken, SILENT))
                .isEqualTo("400 {\"errors\":{\"username\":[\"Ce champ doit être unique.\"],"
                        + "\"email\":[\"email already used\"]},\"result\":0}");
        assertThat(refused(taken, ENGLISH))
                .isEqualTo("400 {\"errors\":{\"username\":[\"This field must be unique.\"],"
                        + "\"email\":[\"email already used\"]},\"result\":0}");
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
        assertThat(refused(
                        new Refusal.Violated(
                                List.of(Violation.of(new signup.events.Violation(null, ViolationReason.INTERNAL)))),
                        ENGLISH))
                .isEqualTo("400 {\"errors\":{\"__all__\":[\"A server error occurred.\"]},\"result\":0}");
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
