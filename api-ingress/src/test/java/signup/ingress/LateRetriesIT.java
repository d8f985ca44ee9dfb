package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import signup.ingress.acceptance.SignupIds;
import signup.ingress.proof.ProofDesk;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;

/** Retries under an idempotency key that come when their challenge's lifetime is over, on a real database. */
@TestPropertySource(
        properties = {
            "signup.saymon.captcha.lifetime=1ms",
            "signup.open.proof.lifetime=1s",
            "signup.open.proof.difficulty=20"
        })
class LateRetriesIT extends ScriptedPipeline {

    /** The view as the registration worker promises it, as far as it is asked. */
    private static final String VIEW =
            "create schema registration; create table registration.signup_status (signup_id uuid)";

    private static final String EXPIRED = "400 {\"code\":\"BadRequest\",\"message\":\"Captcha expired.\"}";

    private static final FixtureDatabase DATABASE = Fixture.database().fresh();

    private final String key = UUID.randomUUID().toString();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.r2dbc.url", DATABASE::r2dbcUrl);
        properties.add("spring.r2dbc.username", DATABASE::username);
    }

    @BeforeAll
    static void fill() {
        IngressUnderTest.execute(DATABASE, VIEW);
    }

    @Test
    void aRetryOfADecidedSignupHearsTheDecisionAgain() {
        UUID id = decided("local", "saymon");
        EntityExchangeResult<String> answer = signUp(captcha(), "", key);

        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(answer.getResponseHeaders().getFirst("Signup-Id")).isEqualTo(id.toString());
        assertThat(requestOf(answer).getUsername()).isEqualTo("user_login");
    }

    @Test
    void anExpiredCaptchaSignsNobodyUp() {
        decided("another", "saymon");
        decided("local", "authentic");
        int before = worker.seen().size();

        assertThat(text(signUp(captcha(), "", key))).isEqualTo(EXPIRED);
        assertThat(text(signUp(captcha(), "", null))).isEqualTo(EXPIRED);
        assertThat(worker.seen()).hasSize(before);
    }

    @Test
    void aRetryHasToHaveSolvedItsCaptcha() {
        decided("local", "saymon");
        assertThat(text(signUp(captcha(), "x", key))).isEqualTo(EXPIRED);
    }

    @Test
    void withoutTheDatabaseNothingIsKnownToBeARetry() {
        decided("local", "saymon");
        IngressUnderTest.execute(DATABASE, "alter schema registration rename to away");
        try {
            assertThat(text(signUp(captcha(), "", key))).isEqualTo(EXPIRED);
        } finally {
            IngressUnderTest.execute(DATABASE, "alter schema away rename to registration");
        }
    }

    @Test
    void anExpiredProofIsGoodForTheSameAddressOnly() {
        UUID id = decided("anonymous:ada@example.org", "open");
        String proof = expiredProof();
        EntityExchangeResult<String> again = signUp("ada@example.org", proof);
        EntityExchangeResult<String> other = signUp("grace@example.org", proof);

        assertThat(again.getStatus().value()).isEqualTo(202);
        assertThat(requestOf(again).getSignupId()).isEqualTo(id);
        assertThat(other.getStatus().value()).isEqualTo(422);
        assertThat(other.getResponseBody()).contains("\"code\":\"challenge_expired\"");
    }

    private UUID decided(String client, String dialect) {
        UUID id = SignupIds.under(Fixture.keys().resolve("request"), client, dialect, key);
        IngressUnderTest.execute(DATABASE, "insert into registration.signup_status values ('" + id + "')");
        return id;
    }

    private EntityExchangeResult<String> captcha() {
        return client.get()
                .uri("/node/api/users/captcha")
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> signUp(
            EntityExchangeResult<String> captcha, String mistake, String idempotencyKey) {
        String token = captcha.getResponseBody().replaceAll(".*\"token\":\"([^\"]*)\"}", "$1");
        String solution = captcha.getResponseHeaders().getFirst("X-Captcha-Answer") + mistake;
        return post(
                "/node/api/users/signup",
                idempotencyKey,
                "{\"token\":\"" + token + "\",\"captcha\":\"" + solution
                        + "\",\"login\":\"user_login\",\"email\":\"user_email@example.com\",\"password\":\"1111\"}");
    }

    private EntityExchangeResult<String> signUp(String email, String proof) {
        return post("/signups", key, "{\"email\":\"" + email + "\",\"altcha\":\"" + proof + "\"}");
    }

    private String expiredProof() {
        byte[] challenge = client.get()
                .uri("/signups/challenge")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        String expiry = new String(challenge, StandardCharsets.UTF_8).replaceAll(".*expires=(\\d+).*", "$1");
        Awaitility.await().until(() -> Instant.now().getEpochSecond() >= Long.parseLong(expiry));
        return ProofDesk.solve(challenge);
    }

    private EntityExchangeResult<String> post(String path, String idempotencyKey, String body) {
        return client.post()
                .uri(path)
                .header("Content-Type", "application/json")
                .headers(ScriptedPipeline::authenticate)
                .headers(headers -> {
                    if (idempotencyKey != null) {
                        headers.set("Idempotency-Key", idempotencyKey);
                    }
                })
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static String text(EntityExchangeResult<String> answer) {
        return answer.getStatus().value() + " " + answer.getResponseBody();
    }
}
