package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import signup.events.ReplyKind;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.local.fixture.Fixture;
import signup.schemas.Headers;

/** A signup from HTTP to Kafka and back: decided, pending, tried again. */
class SignupIT extends ScriptedPipeline {

    @Test
    void aSignupIsAnsweredWithTheDocumentedUserWhenTheWorkerHasDecided() {
        String username = fresh();
        EntityExchangeResult<byte[]> answer =
                post("{\"username\":\" " + username + " \",\"ext_id\":7,\"tags\":[3,1],\"role\":\"editor\"}");

        assertThat(answer.getStatus().value()).isEqualTo(201);
        assertThat(text(answer))
                .isEqualTo("{\"id\":42,\"ext_id\":\"7\",\"username\":\"" + username
                        + "\",\"role\":\"editor\",\"tags\":[3,1]}");
        ScriptedWorker.Seen request = worker.seen(signupId(answer));
        assertThat(request.record().key()).isEqualTo(username);
        assertThat(request.event().getClient()).isEqualTo("user:1");
        assertThat(Headers.text(request.record().headers(), Headers.TRACEPARENT))
                .startsWith("00-");
        long until = Long.parseLong(Headers.text(request.record().headers(), Headers.REPLY_UNTIL));
        assertThat(Instant.ofEpochMilli(until))
                .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(3));
    }

    @Test
    void theClientsTraceGoesOn() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        EntityExchangeResult<byte[]> answer = request()
                .header("traceparent", trace)
                .bodyValue("{\"username\":\"" + fresh() + "\"}")
                .exchange()
                .expectBody()
                .returnResult();

        assertThat(Headers.text(worker.seen(signupId(answer)).record().headers(), Headers.TRACEPARENT))
                .isEqualTo(trace);
    }

    @Test
    void aRejectionNamesEveryFieldInTheDialectsForm() {
        worker.rejectEach(List.of(
                new Violation("username", ViolationReason.TAKEN), new Violation("email", ViolationReason.TAKEN)));
        EntityExchangeResult<byte[]> answer = post("{\"username\":\"" + fresh() + "\"}");

        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(text(answer))
                .isEqualTo(
                        "{\"errors\":["
                                + "{\"field\":\"username\",\"messages\":[{\"message\":\"This field must be unique.\",\"code\":\"unique\"}]},"
                                + "{\"field\":\"email\",\"messages\":[{\"message\":\"This field must be unique.\",\"code\":\"unique\"}]}]}");
        assertThat(signupId(answer)).isNotNull();
    }

    @Test
    void aSignupThatIsNotDecidedInTimeIsPending() {
        worker.keepSilent();
        EntityExchangeResult<byte[]> answer = post("{\"username\":\"" + fresh() + "\"}");

        assertPending(answer);
        assertThat(answer.getResponseHeaders().getFirst("Preference-Applied")).isNull();
        worker.seen(signupId(answer));
    }

    @Test
    void aDialectWhoseClientsCannotTakePendingSaysUnavailable() {
        worker.keepSilent();
        EntityExchangeResult<byte[]> answer = client.post()
                .uri("/api/v2/account/create/")
                .header("Content-Type", "application/json")
                .headers(headers -> headers.setBearerAuth(Tokens.admin()))
                .bodyValue(
                        "{\"username\":\"" + fresh() + "\",\"email\":\"a@example.org\",\"password\":\"Sesam-open-1\"}")
                .exchange()
                .expectBody()
                .returnResult();

        assertThat(answer.getStatus().value()).isEqualTo(503);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
        assertThat(text(answer)).contains("\"signup_id\":\"" + signupId(answer) + "\"");
    }

    @Test
    void aClientThatPrefersNotToWaitDoesNot() {
        worker.keepSilent();
        Instant start = Instant.now();
        EntityExchangeResult<byte[]> answer = request()
                .header("Prefer", "respond-async, wait=10")
                .bodyValue("{\"username\":\"" + fresh() + "\"}")
                .exchange()
                .expectBody()
                .returnResult();

        assertPending(answer);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(answer.getResponseHeaders().getFirst("Preference-Applied")).isEqualTo("respond-async");
        ScriptedWorker.Seen request = worker.seen(signupId(answer));
        assertThat(Headers.text(request.record().headers(), Headers.REPLY_PARTITION))
                .isNull();
    }

    @Test
    void triesUnderOneIdempotencyKeyAreOneSignup() {
        String body = "{\"username\":\"" + fresh() + "\",\"password\":\"Sesam-Open-1\"}";
        String reordered = body.replaceAll("\\{(.*),(.*)}", "{ $2 , $1 }");
        String key = UUID.randomUUID().toString();
        UUID first = signupId(postUnderKey(body, key));
        UUID again = signupId(postUnderKey(reordered, key));

        assertThat(again).isEqualTo(first);
        assertThat(first.version()).isEqualTo(8);
        List<ScriptedWorker.Seen> tries = worker.seen().stream()
                .filter(seen -> seen.event().getSignupId().equals(first))
                .toList();
        assertThat(tries).hasSize(2);
        assertThat(tries.get(0).event().getBodyMac())
                .isEqualTo(tries.get(1).event().getBodyMac());
        assertThat(signupId(postUnderKey(body, UUID.randomUUID().toString()))).isNotEqualTo(first);
    }

    @Test
    void anotherBodyUnderAUsedKeyIsRefused() {
        worker.decide(
                request -> Optional.of(ScriptedWorker.reply(request, ReplyKind.IDEMPOTENCY_CONFLICT, null, List.of())));
        EntityExchangeResult<byte[]> answer = postUnderKey("{\"username\":\"" + fresh() + "\"}", "one-key");

        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(text(answer)).contains("\"code\":\"idempotency_key_reused\"");
    }

    @Test
    void onlyTheWorkerCanReadAPassword() throws Exception {
        String password = "Sésame-ouvre-toi-1";
        EntityExchangeResult<byte[]> answer =
                post("{\"username\":\"" + fresh() + "\",\"password\":\"" + password + "\"}");

        ScriptedWorker.Seen request = worker.seen(signupId(answer));
        assertThat(new String(request.record().value(), StandardCharsets.UTF_8)).doesNotContain("ouvre-toi");
        assertThat(Unsealing.open(
                        request.event().getSealedPassword(), request.event().getSignupId(), Fixture.keys()))
                .isEqualTo(password);
    }

    private static void assertPending(EntityExchangeResult<byte[]> answer) {
        UUID id = signupId(answer);
        assertThat(answer.getStatus().value()).isEqualTo(202);
        assertThat(text(answer))
                .isEqualTo("{\"signup_id\":\"" + id
                        + "\",\"status\":\"pending\",\"status_url\":\"https://signup.example.org/signups/" + id
                        + "\"}");
        assertThat(answer.getResponseHeaders().getFirst("Location")).isEqualTo("/signups/" + id);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
    }

    private EntityExchangeResult<byte[]> post(String body) {
        return request().bodyValue(body).exchange().expectBody().returnResult();
    }

    private EntityExchangeResult<byte[]> postUnderKey(String body, String idempotencyKey) {
        return request()
                .header("Idempotency-Key", idempotencyKey)
                .bodyValue(body)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private WebTestClient.RequestBodySpec request() {
        return client.post()
                .uri("/api/v2/sso/signup/")
                .header("Content-Type", "application/json")
                .headers(headers -> headers.setBearerAuth(Tokens.admin()));
    }

    private static UUID signupId(EntityExchangeResult<byte[]> answer) {
        return UUID.fromString(answer.getResponseHeaders().getFirst("Signup-Id"));
    }

    private static String text(EntityExchangeResult<byte[]> answer) {
        return new String(answer.getResponseBody(), StandardCharsets.UTF_8);
    }

    private static String fresh() {
        return "user-" + UUID.randomUUID();
    }
}
