package signup.ingress.dialect.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.ViolationReason;
import signup.ingress.auth.Authentication;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Violation;
import signup.ingress.json.Json;
import signup.ingress.proof.ProofDesk;
import signup.ingress.proof.ProofsOfWork;
import signup.ingress.settings.Settings;

class OpenDialectTest {

    private static final AcceptedLanguages ENGLISH = new AcceptedLanguages("en");
    private static final AcceptedLanguages FRENCH = new AcceptedLanguages("fr-CA, en;q=0.5");

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private ProofsOfWork proofs;
    private OpenDialect dialect;

    @BeforeEach
    void open(@TempDir Path keys) {
        proofs = ProofDesk.open(keys, () -> now);
        dialect = new OpenDialect(Settings.of(), proofs);
    }

    @Test
    void aWholeBodyIsUnderstood() {
        ProofsOfWork.Challenge challenge = proofs.issue();
        Command command = understood("""
                {"email":" Ada@example.org ","first_name":" Ada ","last_name":"Lovelace","locale":"FR-ca",
                 "attributes":{"company":" Analytical Engines ","team":null},"altcha":"%s","password":"ignored"}
                """.formatted(ProofDesk.solve(challenge)));

        assertThat(command.email()).isEqualTo("Ada@example.org");
        assertThat(command.firstName()).isEqualTo("Ada");
        assertThat(command.lastName()).isEqualTo("Lovelace");
        assertThat(command.locale()).isEqualTo("fr-CA");
        assertThat(command.attributes()).isEqualTo(Map.of("company", "Analytical Engines"));
        assertThat(command.challenge().getId()).isEqualTo(challenge.challenge());
        assertThat(command.challenge().getPassed()).isTrue();
        assertThat(command.username()).isNull();
        assertThat(command.password())
                .as("chosen on the page that the mail leads to")
                .isNull();
        assertThat(command.mail()).isEqualTo(new Mail(MailPurpose.CONFIRMATION, null));
    }

    @Test
    void anAddressAndAProofAreEnough() {
        Command command =
                understood("{\"email\":\"ada@example.org\",\"first_name\":null,\"last_name\":\" \",\"altcha\":\""
                        + ProofDesk.solve(proofs.issue()) + "\"}");

        assertThat(command.firstName()).isNull();
        assertThat(command.lastName()).isNull();
        assertThat(command.locale()).as("by Accept-Language").isEqualTo("fr");
        assertThat(command.attributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | #/email required, #/altcha required
            {"email":null,"altcha":null}                    | #/email required, #/altcha required
            {"email":"  ","altcha":""}                      | #/email blank, #/altcha blank
            {"email":5,"altcha":{}}                         | #/email not_text, #/altcha not_text
            {"email":"ada","altcha":"x"}                    | #/email not_email, #/altcha challenge_failed
            {"email":"ada@localhost","altcha":"x"}          | #/email not_email, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","first_name":1,"last_name":[]}  | #/first_name not_text, #/last_name not_text, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","first_name":"a\\u0000b"}        | #/first_name characters, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","last_name":"a\\ud800"}          | #/last_name characters, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","locale":"not a tag"}           | #/locale invalid, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","locale":7}                     | #/locale not_text, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","attributes":[]}                | #/attributes invalid, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","attributes":{"a b":"c"}}       | #/attributes forbidden, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x","attributes":{"a":1,"b":"ok","c":"\\u0007"}} | #/attributes/a not_text, #/attributes/c characters, #/altcha challenge_failed
            {"email":"a@b.c","altcha":"x"}                                | #/altcha challenge_failed
            {"email":"","altcha":"x","first_name":0}                      | #/email blank, #/first_name not_text, #/altcha challenge_failed
            """)
    void everythingThatIsWrongIsSaidAtOnce(String body, String errors) {
        Answer answer = refused(body, ENGLISH);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        StringBuilder told = new StringBuilder();
        for (var error : Json.readObject(answer.body()).get("errors")) {
            assertThat(error.get("detail").asString()).isNotBlank().doesNotContain("{0}");
            told.append(told.isEmpty() ? "" : ", ")
                    .append(error.get("pointer").asString())
                    .append(' ')
                    .append(error.get("code").asString());
        }
        assertThat(told).hasToString(errors);
    }

    @Test
    void aNameMayHave64Characters() {
        String longest = "\uD83D\uDE00".repeat(64);
        String body = "{\"email\":\"a@b.c\",\"altcha\":\"x\",\"first_name\":\"%s\"}";

        assertThat(text(refused(body.formatted(longest), ENGLISH))).doesNotContain("first_name");
        assertThat(text(refused(body.formatted(longest + "a"), ENGLISH)))
                .contains(
                        "{\"pointer\":\"#/first_name\",\"detail\":\"This must have at most 64 characters or members.\""
                                + ",\"code\":\"max_length\"}");
    }

    @Test
    void problemsAreToldInTheCallersLanguage() {
        assertThat(text(refused("{\"email\":\"ada\",\"altcha\":\"x\"}", ENGLISH)))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                        + "\"detail\":\"Some members of the body are not as they should be.\","
                        + "\"errors\":[{\"pointer\":\"#/email\",\"detail\":\"This is not an e-mail address.\","
                        + "\"code\":\"not_email\"},{\"pointer\":\"#/altcha\","
                        + "\"detail\":\"The proof of work is wrong. Get a new challenge.\","
                        + "\"code\":\"challenge_failed\"}]}");
        assertThat(text(refused("{\"email\":\"ada\",\"altcha\":\"x\"}", FRENCH)))
                .contains("Ce n’est pas une adresse de courriel.");
    }

    @Test
    void aProofCostsNothingWhenSomethingElseIsWrong() {
        String proof = ProofDesk.solve(proofs.issue());
        assertThat(text(refused("{\"email\":\"ada\",\"altcha\":\"" + proof + "\"}", ENGLISH)))
                .contains("not_email")
                .doesNotContain("altcha");
        understood("{\"email\":\"a@b.c\",\"altcha\":\"" + proof + "\"}");
        assertThat(text(refused("{\"email\":\"a@b.c\",\"altcha\":\"" + proof + "\"}", ENGLISH)))
                .contains("challenge_reused");
    }

    @Test
    void underOneIdempotencyKeyAProofSignsUpOneAddress() {
        String proof = ProofDesk.solve(proofs.issue());

        assertThat(read("a@b.c", proof)).isInstanceOf(Reading.Understood.class);
        assertThat(read("A@B.c", proof)).as("the same address").isInstanceOf(Reading.Understood.class);
        Refusal refusal = ((Reading.Refused) read("other@b.c", proof)).refusal();
        assertThat(text(dialect.refused(refusal, ENGLISH))).contains("challenge_reused");
    }

    @Test
    void anExpiredChallengeIsSaidToBe() {
        String proof = ProofDesk.solve(proofs.issue());
        now = now.plusSeconds(601);
        assertThat(text(refused("{\"email\":\"a@b.c\",\"altcha\":\"" + proof + "\"}", ENGLISH)))
                .contains("challenge_expired");
    }

    @Test
    void anExpiredChallengeUnderAKeyIsRefusedUnlessItIsARetry() {
        String proof = ProofDesk.solve(proofs.issue());
        now = now.plusSeconds(601);

        assertThat(read("a@b.c", proof)).isInstanceOfSatisfying(Reading.Late.class, late -> {
            assertThat(text(dialect.refused(late.refusal(), ENGLISH))).contains("challenge_expired");
            assertThat(late.command().email()).isEqualTo("a@b.c");
        });
        assertThat(read("a", proof)).as("else wrong").isInstanceOf(Reading.Refused.class);
        assertThat(read("a@b.c", "x")).as("not solved").isInstanceOf(Reading.Refused.class);
    }

    @Test
    void everyRefusalHasAFormInEveryLanguage() {
        for (Refusal refusal : Refusals.all()) {
            for (AcceptedLanguages languages : new AcceptedLanguages[] {ENGLISH, FRENCH}) {
                Answer answer = dialect.refused(refusal, languages);
                assertThat(answer.contentType()).isEqualTo("application/problem+json");
                assertThat(Json.readObject(answer.body()).get("status").asInt()).isEqualTo(answer.status());
            }
        }
        for (ViolationReason reason : ViolationReason.values()) {
            Refusal refusal =
                    new Refusal.Violated(java.util.List.of(Violation.of(new signup.events.Violation("email", reason))));
            assertThat(text(dialect.refused(refusal, ENGLISH))).contains("#/email");
        }
    }

    @Test
    void onlyOfASignupItIsSaidThatItsFateIsUnknown() {
        Duration later = Duration.ofSeconds(2);

        assertThat(text(dialect.refused(new Refusal.Unavailable(later, Optional.of(new UUID(1, 2))), ENGLISH)))
                .contains("It is not known whether the signup was accepted.");
        assertThat(text(dialect.refused(new Refusal.Unavailable(later, Optional.empty()), ENGLISH)))
                .contains("\"detail\":\"This cannot be done just now. Try again later.\"");
    }

    private Reading read(String email, String proof) {
        Call call = call("{\"email\":\"" + email + "\",\"altcha\":\"" + proof + "\"}", ENGLISH);
        return dialect.read(new Call(call.authentication(), call.languages(), "a key", call.body()));
    }

    private Command understood(String body) {
        Reading reading = dialect.read(call(body, FRENCH));
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).command();
    }

    private Answer refused(String body, AcceptedLanguages languages) {
        Reading reading = dialect.read(call(body, languages));
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return dialect.refused(((Reading.Refused) reading).refusal(), languages);
    }

    private static Call call(String body, AcceptedLanguages languages) {
        return new Call(Authentication.ANONYMOUS, languages, Json.readObject(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
