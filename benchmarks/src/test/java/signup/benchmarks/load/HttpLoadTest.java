package signup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Against a server in this JVM, on loopback. */
class HttpLoadTest {

    private static final Duration NONE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONGER_THAN_ANY_STALL = Duration.ofSeconds(2);

    private final AtomicLong received = new AtomicLong();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .flatMap(body -> received.incrementAndGet() > 0
                            ? response.status(201).sendString(Mono.just(body)).then()
                            : Mono.empty()))
            .bindNow();

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void aClosedLoopHasEveryRequestAnsweredAndCheckedSome() {
        LoadResult result = load(true)
                .run(new LoadPlan(4, Schedule.closedLoop(), NONE, SHORT))
                .requireOnly(201);

        assertThat(result.sent()).isEqualTo(received.get()).isPositive();
        assertThat(result.checked()).isPositive();
    }

    @Test
    void anOpenLoopSendsWhatIsDueEvenToASlowServer() {
        LoadResult result = load(true)
                .run(new LoadPlan(4, Schedule.openLoop(50), NONE, LONGER_THAN_ANY_STALL))
                .requireOnly(201);

        assertThat(result.sent()).isEqualTo(100);
    }

    @Test
    void wrongBodiesAreNoticed() {
        LoadResult result = load(false).run(new LoadPlan(1, Schedule.closedLoop(), NONE, SHORT));

        assertThatIllegalStateException().isThrownBy(() -> result.requireOnly(201));
    }

    private HttpLoad load(boolean right) {
        RequestTemplate template = RequestTemplate.post(
                "127.0.0.1", "/", Map.of(), "{\"name\":\"" + RequestTemplate.NAME + "\"}", new Identities(1));
        return new HttpLoad("127.0.0.1", server.port(), template, (name, body) -> right == body.contains(name));
    }
}
