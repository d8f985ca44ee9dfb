package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import signup.events.SignupRequested;
import signup.ingress.activation.SignedLinks;
import signup.local.fixture.Fixture;

/** An ingress on a real broker and registry, with a worker behind it that answers as a test says, and no blocking call on
 * the event loop. All of it is ready before each test. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            // Nobody listens there: none of these tests needs the database.
            "spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:1/signup",
            "signup.ingress.reply-timeout=2s",
            "signup.selfcommunity-account.on-timeout=unavailable",
            "spring.kafka.producer.properties.delivery.timeout.ms=1500",
            "spring.kafka.producer.properties.request.timeout.ms=1000"
        })
@ActiveProfiles("local")
@ExtendWith(NoLeaks.class)
abstract class ScriptedPipeline {

    static final UUID SUB = UUID.fromString("8e7f200b-4bb4-57fa-8a91-cd03c0f0ade3");

    static ScriptedWorker worker;
    static SignedLinks links;

    WebTestClient client;

    @LocalServerPort
    int port;

    @LocalManagementPort
    private int managementPort;

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
        links = SignedLinks.with(Fixture.keys().resolve("link"));
        worker = ScriptedWorker.start(
                Fixture.kafka().bootstrapServers(), Fixture.registry().url());
    }

    @AfterAll
    static void stopWorker() {
        worker.close();
    }

    @BeforeEach
    final void waitUntilReady() {
        worker.createEach(42);
        worker.activateEach(null);
        client = IngressUnderTest.clientOf(port);
        IngressUnderTest.waitUntilReady(managementPort);
    }

    EntityExchangeResult<String> post(String path, String body) {
        return client.post()
                .uri(path)
                .header("Content-Type", "application/json")
                .headers(ScriptedPipeline::authenticate)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    static String confirmation() {
        return links.sign(claims("confirmation"));
    }

    static String registration() {
        return links.sign(claims("registration"));
    }

    static JWTClaimsSet.Builder claims(String purpose) {
        return SignedLinks.claims(purpose, SUB, Instant.now().plusSeconds(600));
    }

    static SignupRequested requestOf(EntityExchangeResult<?> answer) {
        return worker.seen(UUID.fromString(answer.getResponseHeaders().getFirst("Signup-Id")))
                .event();
    }

    static void assertAnswer(WebTestClient.ResponseSpec answer, int status, String body) {
        assertAnswer(answer.expectBody(String.class).returnResult(), status, body);
    }

    static void assertAnswer(EntityExchangeResult<String> answer, int status, String body) {
        assertThat(answer.getStatus().value() + " " + answer.getResponseBody()).isEqualTo(status + " " + body);
    }

    static void authenticate(HttpHeaders headers) {
        headers.setBasicAuth("local", "local");
    }
}
