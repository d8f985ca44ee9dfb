package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import signup.local.Broker;
import signup.local.fixture.Fixture;
import signup.local.process.FreePort;

/** What clients hear while Kafka does not answer, and that all is well when it answers again. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "signup.ingress.reply-timeout=3s",
            "spring.kafka.producer.properties.delivery.timeout.ms=2000",
            "spring.kafka.producer.properties.request.timeout.ms=1000",
            // Room for some fifty signups: the buffer is full at once.
            "spring.kafka.producer.properties.buffer.memory=65536",
            "spring.kafka.producer.properties.batch.size=1024"
        })
@ActiveProfiles("local")
@ExtendWith(NoLeaks.class)
class SilentKafkaIT {

    @TempDir
    static Path folder;

    private static final int PORT = FreePort.choose();
    private static Broker broker;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry properties) {
        broker = startBroker();
        Broker.createTopics(broker.bootstrapServers());
        properties.add("spring.kafka.bootstrap-servers", broker::bootstrapServers);
        properties.add(
                "spring.kafka.properties.schema.registry.url",
                () -> Fixture.registry().url());
        IngressUnderTest.identify(properties);
    }

    @AfterAll
    static void stopBroker() {
        broker.process().kill();
    }

    @Test
    void signupsAreRefusedInTimeWithTheirIdsAndAcceptedAgainWhenKafkaIsBack() {
        WebTestClient client = IngressUnderTest.clientOf(port);
        IngressUnderTest.waitUntilReady(managementPort);
        post(client).expectStatus().isEqualTo(202);

        broker.process().kill();
        Instant start = Instant.now();
        List<Integer> statuses = many(100);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(statuses).containsOnly(503);
        post(client)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "2")
                .expectHeader()
                .exists("Signup-Id")
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("unavailable")
                .jsonPath("$.signup_id")
                .exists();

        broker = startBroker();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> post(client).expectStatus().isEqualTo(202));
    }

    private List<Integer> many(int count) {
        // Without compression, whose native library Netty would unpack on the event loop.
        WebClient client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create()))
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        return Flux.fromStream(IntStream.range(0, count).boxed())
                .flatMap(
                        one -> client.post()
                                .uri("/api/v2/sso/signup/")
                                .header("Content-Type", "application/json")
                                .header("Prefer", "respond-async")
                                .headers(headers -> headers.setBearerAuth(Tokens.admin()))
                                .bodyValue("{\"username\":\"u-" + UUID.randomUUID() + "\",\"real_name\":\""
                                        + "x".repeat(250) + "\"}")
                                .exchangeToMono(answer -> answer.releaseBody()
                                        .then(Mono.just(answer.statusCode().value()))),
                        count)
                .collectList()
                .block(Duration.ofSeconds(30));
    }

    private static WebTestClient.ResponseSpec post(WebTestClient client) {
        return client.post()
                .uri("/api/v2/sso/signup/")
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .headers(headers -> headers.setBearerAuth(Tokens.admin()))
                .bodyValue("{\"username\":\"u-" + UUID.randomUUID() + "\"}")
                .exchange();
    }

    private static Broker startBroker() {
        return Broker.start(
                folder,
                PORT,
                folder.resolve("kafka.log"),
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                "KILL");
    }
}
