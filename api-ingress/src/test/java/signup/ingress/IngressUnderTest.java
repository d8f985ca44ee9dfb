package signup.ingress;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.net.http.HttpClient;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;

/** What integration tests of the ingress have in common. */
public final class IngressUnderTest {

    private IngressUnderTest() {}

    /** The settings without which it does not start. */
    public static void identify(DynamicPropertyRegistry properties) {
        properties.add("signup.keys.folder", Fixture::keys);
        properties.add("signup.public-url", () -> "https://signup.example.org");
    }

    /** Not Netty's client: what {@link NoLeaks} finds is then the service's. */
    public static WebTestClient clientOf(int port) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return WebTestClient.bindToServer(new JdkClientHttpConnector(client))
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

    /** Prepares what the ingress reads. */
    public static void execute(FixtureDatabase database, String sql) {
        DatabaseClient.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(database.r2dbcUrl())
                        .mutate()
                        .option(ConnectionFactoryOptions.USER, database.username())
                        .build()))
                .sql(sql)
                .then()
                .block();
    }
}
