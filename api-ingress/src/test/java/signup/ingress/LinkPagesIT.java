package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import signup.local.fixture.Fixture;

/** The pages that mailed links open, and validation codes, which are the same tokens. */
class LinkPagesIT extends ScriptedPipeline {

    private static final String CODES = "/api/v2/account/verify/validation_code/";

    @Test
    void aLinkOpensAPageWhoseButtonConfirms() {
        String token = confirmation();

        assertThat(client.head()
                        .uri("/links/" + token)
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .isEqualTo(200);
        EntityExchangeResult<String> page = client.get()
                .uri("/links/" + token + "/")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(page.getResponseBody()).contains("Confirm my address");
        assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy"))
                .startsWith("default-src 'none';");
        EntityExchangeResult<String> done = press(token, "");
        assertThat(done.getStatus().value()).isEqualTo(200);
        assertThat(done.getResponseBody()).contains("Your address is confirmed");
    }

    @Test
    void aPasswordIsChosenOnAPageAndTheBrowserGoesOn() throws Exception {
        worker.activateEach("http://www.entrouvert.com");
        EntityExchangeResult<String> done =
                press(registration(), "password=S%C3%A9same-ouvre-toi-1&confirmation=S%C3%A9same-ouvre-toi-1");

        assertThat(done.getStatus().value()).isEqualTo(303);
        assertThat(done.getResponseHeaders().getFirst("Location")).isEqualTo("http://www.entrouvert.com");
        assertThat(Unsealing.open(
                        worker.lastActivation().getSealedPassword(),
                        worker.lastActivation().getActivationId(),
                        Fixture.keys()))
                .isEqualTo("Sésame-ouvre-toi-1");
    }

    @Test
    void aPageWhoseWorkTakesLongSaysSo() {
        worker.activate(request -> Optional.empty());
        EntityExchangeResult<String> page = press(confirmation(), "");

        assertThat(page.getStatus().value()).isEqualTo(202);
        assertThat(page.getResponseBody()).contains("We are on it");
    }

    @Test
    void aPageTakesFormsOnly() {
        client.post()
                .uri("/links/" + registration())
                .header("Content-Type", "application/json")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        client.post()
                .uri("/links/" + registration())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("password=" + "x".repeat(1 << 20))
                .exchange()
                .expectStatus()
                .isEqualTo(413);
        client.put()
                .uri("/links/" + registration())
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "GET, HEAD, POST");
    }

    @Test
    void aValidationCodeIsCheckedTenTimesAMinuteAtMost() {
        assertAnswer(verify("{\"validation_code\":\" " + confirmation() + " \"}"), 200, "{\"is_valid\":true}");
        assertAnswer(verify("{\"validation_code\":\"ABCD\"}"), 200, "{\"is_valid\":false}");
        assertAnswer(
                verify("{}"),
                400,
                "{\"errors\":[{\"field\":\"validation_code\",\"messages\":[{\"message\":\"This field is required.\",\"code\":\"required\"}]}]}");
        for (Map.Entry<String, String> wrong :
                Map.of("null", "null", "\" \"", "blank", "5", "invalid").entrySet()) {
            assertThat(verify("{\"validation_code\":" + wrong.getKey() + "}").getResponseBody())
                    .contains("\"code\":\"" + wrong.getValue() + "\"");
        }
        for (int i = 6; i < 10; i++) {
            assertThat(verify("{\"validation_code\":\"ABCD\"}").getStatus().value())
                    .isEqualTo(200);
        }
        EntityExchangeResult<String> throttled = verify("{\"validation_code\":\"ABCD\"}");
        assertThat(throttled.getStatus().value()).isEqualTo(429);
        assertThat(throttled.getResponseBody()).contains("\"code\":\"throttled\"");
        assertThat(Integer.parseInt(throttled.getResponseHeaders().getFirst("Retry-After")))
                .isBetween(1, 60);
    }

    private EntityExchangeResult<String> press(String token, String form) {
        return client.post()
                .uri("/links/" + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue(form)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> verify(String body) {
        return client.post()
                .uri(CODES)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }
}
