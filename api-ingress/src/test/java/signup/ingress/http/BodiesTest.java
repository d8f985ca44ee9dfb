package signup.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import signup.ingress.dialect.Refusal;

class BodiesTest {

    private static final int LARGE = 60_000;
    private static final int SMALL = 1_000;
    private static final Duration LATER = Duration.ofSeconds(2);

    private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
    private final List<DataBuffer> made = new ArrayList<>();
    private final Bodies bodies = new Bodies(LARGE, 100_000, LATER);

    @Test
    void beyondWhatBodiesMayHoldInAllTheNextIsToldToComeBack() {
        Disposable slow = bodies.bytes(chunked(begun(LARGE))).subscribe();

        ServerRequest next = chunked(Flux.just(buffer(LARGE)));
        StepVerifier.create(bodies.bytes(next))
                .verifyErrorSatisfies(failure -> assertThat(((RefusedException) failure).refusal())
                        .isEqualTo(new Refusal.Unavailable(LATER, Optional.empty())));
        assertThat(next.exchange().getResponse().getHeaders().getConnection()).containsExactly("close");
        StepVerifier.create(bodies.bytes(declared(SMALL)).map(bytes -> bytes.length))
                .as("small ones are not counted")
                .expectNext(SMALL)
                .verifyComplete();

        slow.dispose();
        for (int i = 0; i < 3; i++) {
            StepVerifier.create(bodies.bytes(declared(LARGE)).map(bytes -> bytes.length))
                    .as("whoever was read or gave up makes room")
                    .expectNext(LARGE)
                    .verifyComplete();
        }
        assertThat(made)
                .allSatisfy(buffer -> assertThat(
                                ((NettyDataBuffer) buffer).getNativeBuffer().refCnt())
                        .isZero());
    }

    @Test
    void whatIsOnlyDeclaredHoldsNothing() {
        List<Disposable> silent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            silent.add(bodies.bytes(request(LARGE, Flux.never())).subscribe());
        }

        StepVerifier.create(bodies.bytes(declared(LARGE)).map(bytes -> bytes.length))
                .expectNext(LARGE)
                .verifyComplete();
        silent.forEach(Disposable::dispose);
    }

    private Flux<DataBuffer> begun(int length) {
        return Flux.concat(Mono.just(buffer(length)), Mono.never());
    }

    private ServerRequest declared(int length) {
        return request(length, Flux.just(buffer(length)));
    }

    private static ServerRequest chunked(Flux<DataBuffer> body) {
        return ServerRequest.create(
                MockServerWebExchange.from(MockServerHttpRequest.post("/")
                        .header(HttpHeaders.TRANSFER_ENCODING, "chunked")
                        .body(body)),
                List.of());
    }

    private static ServerRequest request(int length, Flux<DataBuffer> body) {
        return ServerRequest.create(
                MockServerWebExchange.from(
                        MockServerHttpRequest.post("/").contentLength(length).body(body)),
                List.of());
    }

    private DataBuffer buffer(int length) {
        DataBuffer buffer = buffers.allocateBuffer(length).write(new byte[length]);
        made.add(buffer);
        return buffer;
    }
}
