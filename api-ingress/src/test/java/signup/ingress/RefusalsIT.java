package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What never becomes a signup, or whose client does not wait to hear of it. */
class RefusalsIT extends ScriptedPipeline {

    private static final String SSO = "/api/v2/sso/signup/";

    @Autowired
    private MeterRegistry meters;

    @Test
    void aBodyThatIsTooLongIsNotRead() {
        signup().header("Content-Type", "application/json")
                .bodyValue("{\"username\":\"" + "x".repeat(1 << 20) + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("too_large");
    }

    @Test
    void aBodyThatTurnsOutToBeTooLongIsReadNoFurther() throws IOException {
        String body = "{\"username\":\"" + "x".repeat(1 << 20) + "\"}";
        assertThat(answerTo(
                        "Transfer-Encoding: chunked",
                        Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aBodyOfAnotherTypeIsNotRead() {
        signup().header("Content-Type", "text/plain")
                .bodyValue("username=a")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void aClientThatGoesAwayInItsBodyLeavesNothingBehind() throws IOException {
        try (Socket client = connected("Content-Length: 100000", "{\"username\":\"" + "x".repeat(50_000))) {
            assertThat(client.isConnected()).isTrue();
        }
        signup().header("Content-Type", "application/json")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aClientThatGoesAwayBeforeItsDecisionIsNotWaitedFor() throws IOException {
        worker.keepSilent();
        String body = "{\"username\":\"gone\"}";
        try (Socket client = connected("Content-Length: " + body.length(), body)) {
            Awaitility.await().until(() -> pending() == 1);
        }
        Awaitility.await().until(() -> pending() == 0);
    }

    @Test
    void whatIsNotThereIsAnsweredInTheFormOfTheNearestDialect() {
        client.get()
                .uri("/api/v2/nothing")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .isEqualTo("{\"errors\":[{\"message\":\"Not found.\",\"code\":\"not_found\"}]}");
        client.get()
                .uri(SSO)
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "POST");
        client.get()
                .uri("/nothing")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType("application/problem+json");
    }

    @Test
    void onlyAdminsWithGoodTokensSignUsersUp() {
        client.post()
                .uri(SSO)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer");
        client.post()
                .uri(SSO)
                .headers(headers -> headers.setBearerAuth(Tokens.member()))
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private WebTestClient.RequestBodySpec signup() {
        return client.post().uri(SSO).headers(headers -> headers.setBearerAuth(Tokens.admin()));
    }

    private double pending() {
        return meters.get("signup.ingress.pending.replies").gauge().value();
    }

    private String answerTo(String header, String body) throws IOException {
        try (Socket client = connected(header, body)) {
            byte[] answer = client.getInputStream().readNBytes(100);
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    private Socket connected(String header, String body) throws IOException {
        Socket client = new Socket("127.0.0.1", port);
        client.getOutputStream()
                .write(("POST " + SSO + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Authorization: Bearer " + Tokens.admin() + "\r\n" + header + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }
}
