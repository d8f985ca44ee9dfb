package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import signup.events.Dialect;
import signup.events.SignupRequested;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.ingress.proof.ProofDesk;
import signup.local.fixture.Fixture;
import signup.schemas.Headers;

/** The native dialect over HTTP, with a real broker and registry, and no blocking call on the event loop. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "signup.open.proof.difficulty=20",
            "signup.cors.origins=https://www.example.org,http://localhost:3000"
        })
@ActiveProfiles("local")
class OpenSignupIT {

    private static ScriptedWorker worker;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private WebTestClient client;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry properties) {
        properties.add("spring.kafka.bootstrap-servers", () -> Fixture.kafka().bootstrapServers());
        properties.add(
                "spring.kafka.properties.schema.registry.url",
                () -> Fixture.registry().url());
        IngressUnderTest.identify(properties);
    }

    @BeforeAll
    static void startWorker() {
        worker = ScriptedWorker.start(
                Fixture.kafka().bootstrapServers(), Fixture.registry().url());
    }

    @AfterAll
    static void stopWorker() {
        worker.close();
    }

    @BeforeEach
    void waitUntilReady() {
        worker.keepSilent();
        client = IngressUnderTest.clientOf(port);
        IngressUnderTest.waitUntilReady(managementPort);
    }

    @Test
    void aWellFormedSignupIsAcceptedAtOnceAndNobodyWaitsForItsDecision() {
        Instant start = Instant.now();
        EntityExchangeResult<byte[]> answer = post(body("ada-" + UUID.randomUUID() + "@example.org", proof()));

        assertThat(Duration.between(start, Instant.now()))
                .as("no reply came, and none was waited for")
                .isLessThan(Duration.ofSeconds(4));
        assertThat(answer.getStatus().value()).isEqualTo(202);
        UUID id = signupId(answer);
        assertThat(text(answer))
                .isEqualTo("{\"signup_id\":\"" + id + "\",\"status\":\"pending\",\"status_url\":"
                        + "\"https://signup.example.org/signups/" + id + "\"}");
        assertThat(answer.getResponseHeaders().getFirst("Location")).isEqualTo("/signups/" + id);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
        ScriptedWorker.Seen seen = worker.seen(id);
        SignupRequested event = seen.event();
        assertThat(event.getDialect()).isEqualTo(Dialect.OPEN);
        assertThat(event.getClient()).isEqualTo("anonymous");
        assertThat(seen.record().key()).isEqualTo(event.getEmail());
        assertThat(Headers.text(seen.record().headers(), Headers.REPLY_PARTITION))
                .isNull();
    }

    @Test
    void whateverTheWorkerDecidesTheAnswerIsTheSame() {
        worker.createEach(7);
        EntityExchangeResult<byte[]> created = post(body("ada@example.org", proof()));
        worker.rejectEach(List.of(new Violation("email", ViolationReason.TAKEN)));
        EntityExchangeResult<byte[]> taken = post(body("ada@example.org", proof()));

        assertThat(taken.getStatus()).isEqualTo(created.getStatus());
        assertThat(withoutId(taken)).isEqualTo(withoutId(created));
        assertThat(taken.getResponseHeaders().headerNames())
                .isEqualTo(created.getResponseHeaders().headerNames());
    }

    @Test
    void credentialsAreNotLookedAt() {
        EntityExchangeResult<byte[]> answer = request()
                .headers(headers -> headers.setBearerAuth(Tokens.admin()))
                .bodyValue(body("ada@example.org", proof()))
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(worker.seen(signupId(answer)).event().getClient()).isEqualTo("anonymous");
        request()
                .headers(headers -> headers.setBearerAuth("nonsense"))
                .bodyValue(body("ada@example.org", proof()))
                .exchange()
                .expectStatus()
                .isEqualTo(202);
    }

    @Test
    void aReplayedProofIsRefusedUnlessTheSignupIsTriedAgain() {
        String proof = proof();
        assertThat(post(body("ada@example.org", proof)).getStatus().value()).isEqualTo(202);
        EntityExchangeResult<byte[]> replayed = post(body("grace@example.org", proof));
        assertThat(replayed.getStatus().value()).isEqualTo(422);
        assertThat(text(replayed)).contains("\"pointer\":\"#/altcha\"").contains("\"code\":\"challenge_reused\"");

        String key = UUID.randomUUID().toString();
        String again = proof();
        EntityExchangeResult<byte[]> first = postNamed(key, body("ada@example.org", again));
        EntityExchangeResult<byte[]> second = postNamed(key, body("ada@example.org", again));
        EntityExchangeResult<byte[]> third = postNamed(key, body("ada@example.org", proof()));
        assertThat(second.getStatus().value()).isEqualTo(202);
        assertThat(signupId(second)).isEqualTo(signupId(first));
        assertThat(signupId(third)).as("a new proof is no other body").isEqualTo(signupId(first));
    }

    @Test
    void anotherBodyUnderAUsedKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        assertThat(postNamed(key, body("ada@example.org", proof())).getStatus().value())
                .isEqualTo(202);
        EntityExchangeResult<byte[]> other =
                postNamed(key, body("ada@example.org", proof()).replace("}", ",\"first_name\":\"Ada\"}"));
        assertThat(other.getStatus().value()).isEqualTo(422);
        assertThat(other.getResponseHeaders().getContentType()).hasToString("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /signups            | application/json | not json      | 400 |
            POST   | /signups/           | application/json | []            | 400 |
            POST   | /signups            | text/plain       | {}            | 415 |
            POST   | /signups            | application/json | {}            | 422 |
            GET    | /signups            |                  |               | 405 | POST
            PUT    | /signups            | application/json | {}            | 405 | POST
            DELETE | /signups/challenge  |                  |               | 405 | GET, HEAD
            GET    | /signups/no-such-id |                  |               | 404 |
            """)
    void errorsAreProblemDetails(String method, String uri, String type, String body, int status, String allow) {
        WebTestClient.RequestBodySpec request =
                client.method(HttpMethod.valueOf(method)).uri(uri);
        if (type != null) {
            request.header("Content-Type", type);
        }
        WebTestClient.ResponseSpec response = (body == null ? request : request.bodyValue(body)).exchange();
        response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.title")
                .exists()
                .jsonPath("$.type")
                .isEqualTo("about:blank");
        if (allow != null) {
            response.expectHeader().valueEquals("Allow", allow);
        }
    }

    @Test
    void aBodyOverOneMebibyteIsTooLarge() {
        assertThat(post("{\"email\":\"" + "a".repeat(1 << 20) + "\"}")
                        .getStatus()
                        .value())
                .isEqualTo(413);
    }

    @Test
    void pagesOfTheOriginsThatAreSetMayCall() {
        client.options()
                .uri("/signups")
                .header("Origin", "https://www.example.org")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,idempotency-key")
                .exchange()
                .expectStatus()
                .isEqualTo(204)
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://www.example.org")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Methods", "GET,POST")
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials")
                .expectHeader()
                .value(
                        "Access-Control-Allow-Headers",
                        allowed -> assertThat(allowed).contains("Content-Type", "Idempotency-Key", "Prefer"))
                .expectHeader()
                .valueEquals("Vary", "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
        request()
                .header("Origin", "http://localhost:3000")
                .bodyValue(body("ada@example.org", proof()))
                .exchange()
                .expectStatus()
                .isEqualTo(202)
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "http://localhost:3000")
                .expectHeader()
                .value(
                        "Access-Control-Expose-Headers",
                        exposed -> assertThat(exposed).contains("Signup-Id", "Location", "Retry-After"))
                .expectHeader()
                .valueEquals("Vary", "Origin");
        request()
                .header("Origin", "http://localhost:3000")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "http://localhost:3000");
        client.get()
                .uri("/signups/challenge")
                .header("Origin", "https://www.example.org")
                .exchange()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://www.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "/signups, https://evil.example",
        "/signups, https://www.example.org.evil.example",
        "/signups, http://www.example.org",
        "/signups, null",
        "/api/users/, https://www.example.org",
        "/node/api/users/captcha, https://www.example.org"
    })
    void otherOriginsAndOtherDialectsAreClosed(String path, String origin) {
        client.options()
                .uri(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
        client.get()
                .uri("/signups/challenge")
                .header("Origin", "https://evil.example")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin")
                .expectHeader()
                .valueEquals("Vary", "Origin");
    }

    private String proof() {
        byte[] challenge = client.get()
                .uri("/signups/challenge")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .returnResult()
                .getResponseBody();
        return ProofDesk.solve(challenge);
    }

    private static String body(String email, String proof) {
        return "{\"email\":\"" + email + "\",\"altcha\":\"" + proof + "\"}";
    }

    private WebTestClient.RequestBodySpec request() {
        return client.post().uri("/signups").header("Content-Type", "application/json");
    }

    private EntityExchangeResult<byte[]> post(String body) {
        return request().bodyValue(body).exchange().expectBody().returnResult();
    }

    private EntityExchangeResult<byte[]> postNamed(String key, String body) {
        return request()
                .header("Idempotency-Key", key)
                .bodyValue(body)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static UUID signupId(EntityExchangeResult<byte[]> answer) {
        return UUID.fromString(answer.getResponseHeaders().getFirst("Signup-Id"));
    }

    private static String withoutId(EntityExchangeResult<byte[]> answer) {
        return text(answer).replace(signupId(answer).toString(), "<id>");
    }

    private static String text(EntityExchangeResult<byte[]> answer) {
        return new String(answer.getResponseBody(), StandardCharsets.UTF_8);
    }
}
