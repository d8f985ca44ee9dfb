package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import signup.events.ActivationRefusal;
import signup.events.ActivationRequested;
import signup.ingress.activation.SignedLinks;
import signup.local.fixture.Fixture;

/** Confirming by a program, as SAYMON documents it. */
class ConfirmationIT extends ScriptedPipeline {

    private static final String USER_ID = "8e7f200b4bb457fa8a91cd03";

    @Test
    void aProgramConfirmsARegistration() {
        assertAnswer(confirm(USER_ID, confirmation(), "{\"password\":null}"), 200, "\"Activation successful.\"");
        assertThat(worker.lastActivation().getSub()).isEqualTo(SUB);
        assertThat(worker.lastActivation().getSealedPassword()).isNull();
    }

    @Test
    void aProgramConfirmsWithANewPassword() throws Exception {
        assertAnswer(
                confirm(USER_ID, registration(), "{\"password\":\"Sesam-2222\"}"), 200, "\"Activation successful.\"");
        assertThat(Unsealing.open(
                        worker.lastActivation().getSealedPassword(),
                        worker.lastActivation().getActivationId(),
                        Fixture.keys()))
                .isEqualTo("Sesam-2222");
    }

    @Test
    void aPasswordThatIsChosenIsAsGoodAsOnThePage() {
        assertAnswer(
                confirm(USER_ID, registration(), "{\"password\":\"a\"}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Password does not match policy: minimum number of characters - 8\"}");
        assertAnswer(
                confirm(USER_ID, registration(), "{\"password\":\"aaaaaaaa\"}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Password does not match policy: minimum number of character classes - 3\"}");
    }

    @Test
    void onlyThePasswordOfThisDialectsSignupIsReplacedByThisDialectsPolicy() {
        String weak = "{\"password\":\"a\"}";
        assertAnswer(confirm(USER_ID, mailedTo("SAYMON", "confirmation"), weak), 200, "\"Activation successful.\"");
        for (String token :
                List.of(mailedTo("AUTHENTIC", "confirmation"), confirmation(), mailedTo("SAYMON", "registration"))) {
            assertAnswer(
                    confirm(USER_ID, token, weak),
                    400,
                    "{\"code\":\"BadRequest\",\"message\":\"Password does not match policy: minimum number of characters - 8\"}");
        }
        assertAnswer(
                confirm(USER_ID, mailedTo("AUTHENTIC", "confirmation"), "{\"password\":\"Sesam-2222\"}"),
                200,
                "\"Activation successful.\"");
    }

    @Test
    void eachCallIsAnAttemptOfItsOwnThatIsGivenUpWithItsAnswer() {
        String token = confirmation();
        Instant before = Instant.now();
        confirm(USER_ID, token, "{\"password\":null}");
        ActivationRequested first = worker.lastActivation();
        confirm(USER_ID, token, "{\"password\":null}");
        ActivationRequested second = worker.lastActivation();

        assertThat(second.getLinkId()).isEqualTo(first.getLinkId());
        assertThat(second.getActivationId()).isNotEqualTo(first.getActivationId());
        assertThat(first.getActBefore())
                .isBetween(before.plusMillis(1_599), Instant.now().plusMillis(1_600));
    }

    @Test
    void withoutATokenOfOursNoBodyIsRead() {
        assertAnswer(confirm(USER_ID, "forged", "{"), 400, "{\"code\":\"BadRequest\",\"message\":\"Invalid token.\"}");
        assertAnswer(
                confirm(USER_ID, confirmation(), "{"),
                400,
                "{\"code\":\"InvalidContent\",\"message\":\"Invalid JSON: line 1, column 2\"}");
    }

    @Test
    void aProgramIsToldWhatIsWrongWithItsConfirmation() {
        String expired =
                links.sign(SignedLinks.claims("confirmation", SUB, Instant.now().minusSeconds(1)));

        assertAnswer(
                confirm(USER_ID, confirmation() + "x", "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Invalid token.\"}");
        assertAnswer(
                confirm(USER_ID, expired, "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Token expired.\"}");
        assertAnswer(
                confirm(USER_ID, confirmation(), "{}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Mandatory \\\"password\\\" parameter is absent/empty.\"}");
        assertAnswer(
                confirm(USER_ID, registration(), "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Mandatory \\\"password\\\" parameter is absent/empty.\"}");
        worker.refuseEachActivation(ActivationRefusal.LINK_SPENT);
        assertAnswer(
                confirm(USER_ID, confirmation(), "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Token already used.\"}");
        worker.refuseEachActivation(ActivationRefusal.USER_UNKNOWN);
        assertThat(confirm(USER_ID, confirmation(), "{\"password\":null}")
                        .getStatus()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void aConfirmationThatIsNotDoneInTimeMayBeAskedForAgain() {
        worker.activate(request -> Optional.empty());
        String token = confirmation();
        EntityExchangeResult<String> answer = confirm(USER_ID, token, "{\"password\":null}");

        assertAnswer(
                answer, 503, "{\"code\":\"ServiceUnavailable\",\"message\":\"Service is temporarily unavailable.\"}");
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
        ActivationRequested first = worker.lastActivation();
        assertThat(first.getActBefore()).as("it is not done later").isBefore(Instant.now());
        worker.activateEach(null);
        assertThat(confirm(USER_ID, token, "{\"password\":null}").getStatus().value())
                .isEqualTo(200);
        assertThat(worker.lastActivation())
                .returns(first.getLinkId(), ActivationRequested::getLinkId)
                .satisfies(again -> assertThat(again.getActivationId())
                        .as("an attempt of its own")
                        .isNotEqualTo(first.getActivationId()))
                .satisfies(again -> assertThat(again.getActBefore()).isAfter(Instant.now()));
    }

    private static String mailedTo(String dialect, String purpose) {
        return links.sign(claims(purpose).claim("dialect", dialect));
    }

    private EntityExchangeResult<String> confirm(String id, String token, String body) {
        return client.post()
                .uri("/node/api/users/" + id + "/confirm/" + token)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }
}
