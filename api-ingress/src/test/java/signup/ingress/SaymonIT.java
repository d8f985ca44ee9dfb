package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import signup.events.Dialect;
import signup.events.MailPurpose;
import signup.events.SignupRequested;
import signup.events.Violation;
import signup.events.ViolationReason;

/** The dialect SAYMON and its captchas, from HTTP to Kafka and back. */
class SaymonIT extends ScriptedPipeline {

    @Test
    void saymonAnswersItsDocumentedExample() {
        EntityExchangeResult<String> captcha = captcha();
        EntityExchangeResult<String> answer =
                signUp(captcha, captcha.getResponseHeaders().getFirst("X-Captcha-Answer"));

        assertAnswer(
                answer,
                200,
                "{\"login\":\"user_login\",\"email\":\"user_email@example.com\",\"status\":1,\"eventFilter\":[],"
                        + "\"objectPermissions\":{\"include\":[],\"exclude\":[]},"
                        + "\"permissions\":[\"manage-objects\",\"manage-links\",\"manage-service-properties\","
                        + "\"view-section-stat\",\"view-section-monitoring\",\"view-section-history-graph\"],"
                        + "\"contacts\":[],\"id\":\"000000000000002a00000000\"}");
        SignupRequested request = requestOf(answer);
        assertThat(request.getDialect()).isEqualTo(Dialect.SAYMON);
        assertThat(request.getUsername()).isEqualTo("user_login");
        assertThat(request.getChallenge().getPassed()).isTrue();
        assertThat(request.getMail().getPurpose()).isEqualTo(MailPurpose.CONFIRMATION);
        assertThat(request.getSealedPassword()).isNotNull();
    }

    @Test
    void whatMayBeReadMayBeAskedForWithoutItsBody() {
        for (String path : new String[] {"/node/api/users/captcha", "/signups/challenge", "/links/" + confirmation()}) {
            EntityExchangeResult<byte[]> answer =
                    client.head().uri(path).exchange().expectBody().returnResult();
            assertThat(answer.getStatus().value()).as(path).isEqualTo(200);
            assertThat(answer.getResponseBody()).isNull();
        }
    }

    @Test
    void aCaptchaIsPassedOnUnderOneId() {
        EntityExchangeResult<String> captcha = captcha();
        String solution = captcha.getResponseHeaders().getFirst("X-Captcha-Answer");
        SignupRequested first = requestOf(signUp(captcha, solution));
        worker.rejectEach(List.of(new Violation("challenge", ViolationReason.CHALLENGE_REUSED)));
        EntityExchangeResult<String> again = signUp(captcha, solution);

        assertThat(requestOf(again).getChallenge()).isEqualTo(first.getChallenge());
        assertAnswer(again, 400, "{\"code\":\"BadRequest\",\"message\":\"Captcha already used.\"}");
    }

    @Test
    void saymonRefusesInItsForm() {
        assertAnswer(signUp(captcha(), "????"), 400, "{\"code\":\"BadRequest\",\"message\":\"Wrong captcha.\"}");
        assertAnswer(
                post("/node/api/users/signup", "{\"token\":"),
                400,
                "{\"code\":\"InvalidContent\",\"message\":\"Invalid JSON: line 1, column 10\"}");
        assertAnswer(
                client.post().uri("/node/api/users/signup").exchange(),
                401,
                "{\"code\":\"Unauthorized\",\"message\":\"{\\\"errorCode\\\":3,\\\"message\\\":\\\"Not logged in.\\\"}\"}");
        assertAnswer(
                client.delete().uri("/node/api/users/captcha/").exchange(),
                405,
                "{\"code\":\"MethodNotAllowed\",\"message\":\"DELETE is not allowed.\"}");
        assertAnswer(
                client.get().uri("/node/api/users/nothing").exchange(),
                404,
                "{\"code\":\"ResourceNotFound\",\"message\":\"Resource is not found.\"}");
    }

    private EntityExchangeResult<String> captcha() {
        EntityExchangeResult<String> captcha = client.get()
                .uri("/node/api/users/captcha")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(captcha.getStatus().value()).isEqualTo(200);
        assertThat(captcha.getResponseBody()).startsWith("{\"captcha\":\"<svg ");
        return captcha;
    }

    private EntityExchangeResult<String> signUp(EntityExchangeResult<String> captcha, String solution) {
        String token = captcha.getResponseBody().replaceAll(".*\"token\":\"([^\"]*)\"}", "$1");
        return post(
                "/node/api/users/signup",
                "{\"token\":\"" + token + "\",\"captcha\":\"" + solution
                        + "\",\"login\":\"user_login\",\"email\":\"user_email@example.com\",\"password\":\"1111\"}");
    }
}
