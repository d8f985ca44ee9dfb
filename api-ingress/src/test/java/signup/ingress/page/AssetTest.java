package signup.ingress.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;

class AssetTest {

    private static final byte[] LONG = "function f() {}\n".repeat(10_000).getBytes();
    private static final Asset SCRIPT = Asset.of("long.js", Asset.JAVASCRIPT, LONG);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, GZIP;q=0.5, br"})
    void aLongFileGoesOutPackedToWhoTakesIt(String accepted) throws IOException {
        MockServerHttpResponse answer = get(SCRIPT, accepted);

        assertThat(answer.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING)).isEqualTo("gzip");
        byte[] packed = bytes(answer);
        assertThat(packed.length).isLessThan(LONG.length / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(LONG);
        assertThat(answer.getHeaders().getETag())
                .isNotEqualTo(get(SCRIPT, "br").getHeaders().getETag());
        assertThat(answer.getHeaders().getVary()).containsExactly(HttpHeaders.ACCEPT_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.000", "x-gzip"})
    void whoDoesNotTakeItGetsItAsItIs(String accepted) {
        MockServerHttpResponse answer = get(SCRIPT, accepted);

        assertThat(answer.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING)).isNull();
        assertThat(answer.getHeaders().getVary()).containsExactly(HttpHeaders.ACCEPT_ENCODING);
        assertThat(bytes(answer)).isEqualTo(LONG);
    }

    @Test
    void aShortFileIsNotWorthIt() {
        MockServerHttpResponse answer = get(Asset.of("short.js", Asset.JAVASCRIPT, new byte[100]), "gzip");

        assertThat(answer.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING)).isNull();
        assertThat(answer.getHeaders().getVary()).isEmpty();
    }

    private static byte[] bytes(MockServerHttpResponse answer) {
        return answer.getBody()
                .collectList()
                .map(buffers -> {
                    byte[] bytes = new byte[buffers.get(0).readableByteCount()];
                    buffers.get(0).read(bytes);
                    return bytes;
                })
                .block();
    }

    private static MockServerHttpResponse get(Asset asset, String accepted) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.get("/").header(HttpHeaders.ACCEPT_ENCODING, accepted));
        ServerRequest request = ServerRequest.create(exchange, List.of());
        asset.respond(request, CacheControl.noCache(), headers -> {})
                .flatMap(response -> response.writeTo(exchange, new Codecs()))
                .block();
        return exchange.getResponse();
    }

    private static final class Codecs implements ServerResponse.Context {

        @Override
        public List<HttpMessageWriter<?>> messageWriters() {
            return ServerCodecConfigurer.create().getWriters();
        }

        @Override
        public List<ViewResolver> viewResolvers() {
            return List.of();
        }
    }
}
