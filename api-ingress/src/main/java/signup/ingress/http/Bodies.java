package signup.ingress.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Refusal;
import signup.ingress.json.Json;
import signup.ingress.json.MalformedJsonException;
import tools.jackson.databind.node.ObjectNode;

/** Request bodies, bounded. Failures are {@link RefusedException}s. */
public final class Bodies {

    private final int longest;

    /** @param longest in bytes */
    public Bodies(int longest) {
        this.longest = longest;
    }

    /** The body as a JSON object, if the media type says JSON (or nothing). */
    public Mono<ObjectNode> json(ServerRequest request) {
        @Nullable String declared = request.headers().firstHeader(HttpHeaders.CONTENT_TYPE);
        if (declared != null && !isJson(declared)) {
            return refused(new Refusal.UnsupportedMediaType(declared));
        }
        return bytes(request).map(Bodies::parsed);
    }

    /** The body's bytes; empty when there are none. */
    public Mono<byte[]> bytes(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > longest) {
            return refused(new Refusal.TooLarge(longest));
        }
        Flux<DataBuffer> buffers = request.body(
                (ReactiveHttpInputMessage message,
                        org.springframework.web.reactive.function.BodyExtractor.Context context) -> message.getBody());
        return DataBufferUtils.join(buffers, longest)
                .map(Bodies::copied)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class, tooLong -> new RefusedException(new Refusal.TooLarge(longest)));
    }

    private static ObjectNode parsed(byte[] bytes) {
        try {
            return Json.readObject(bytes);
        } catch (MalformedJsonException e) {
            throw new RefusedException(new Refusal.BadJson(e.getMessage()));
        }
    }

    private static byte[] copied(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** JSON by its type, and UTF-8 if it says an encoding. */
    private static boolean isJson(String declared) {
        try {
            MediaType type = MediaType.parseMediaType(declared);
            boolean json = type.getSubtype().equalsIgnoreCase("json")
                    || type.getSubtype().endsWith("+json");
            return json && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static <T> Mono<T> refused(Refusal refusal) {
        return Mono.error(new RefusedException(refusal));
    }
}
