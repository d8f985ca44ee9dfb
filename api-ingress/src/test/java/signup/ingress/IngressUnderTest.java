package signup.ingress;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;
import signup.local.fixture.Fixture;

/** What integration tests of the ingress have in common. */
public final class IngressUnderTest {

    private IngressUnderTest() {}

    /** The settings without which it does not start. */
    public static void identify(DynamicPropertyRegistry properties) {
        properties.add("signup.keys.folder", Fixture::keys);
        properties.add("signup.public-url", () -> "https://signup.example.org");
    }

    public static WebTestClient clientOf(int port) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(15))
                .build();
    }

    public static void waitUntilReady(int managementPort) {
        WebTestClient management = clientOf(managementPort);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> management
                        .get()
                        .uri("/actuator/health/readiness")
                        .exchange()
                        .expectStatus()
                        .isOk());
    }
}
