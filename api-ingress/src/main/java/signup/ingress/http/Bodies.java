package signup.ingress.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
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

    /** The only content coding that is taken: a compressed body is bounded before it is unpacked, which is no bound. */
    private static final String IDENTITY = "identity";

    /** The only transfer coding that is taken: behind others Netty sees no body, and would take it for another request. */
    private static final String CHUNKED = "chunked";

    private static final long LONGEST_DISCARDED = 16L << 20;

    private static final long UNKNOWN = -1;

    private final int longest;
    private final BodyBudget budget;
    private final Duration retryAfter;

    /**
     * @param longest the longest body, in bytes
     * @param most how many bytes all bodies may hold that are under way, but for small ones
     * @param retryAfter when to come back if they hold as many
     */
    public Bodies(int longest, long most, Duration retryAfter) {
        this.longest = longest;
        this.budget = new BodyBudget(most);
        this.retryAfter = retryAfter;
    }

    /** The body as a JSON object, if the media type says JSON (or nothing) and nothing says that it is compressed. */
    public Mono<ObjectNode> json(ServerRequest request) {
        @Nullable String declared = request.headers().firstHeader(HttpHeaders.CONTENT_TYPE);
        if (declared != null && !isJson(declared)) {
            return refused(new Refusal.UnsupportedMediaType(declared));
        }
        @Nullable String coding = request.headers().firstHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase(IDENTITY)) {
            return refused(new Refusal.UnsupportedMediaType(coding));
        }
        return bytes(request).map(Bodies::parsed);
    }

    /** The body's bytes; empty when there are none. */
    public Mono<byte[]> bytes(ServerRequest request) {
        @Nullable String transfer = request.headers().firstHeader(HttpHeaders.TRANSFER_ENCODING);
        if (transfer != null && !transfer.equalsIgnoreCase(CHUNKED)) {
            endConnection(request);
            return refused(new Refusal.BadJson("where it ends is not known"));
        }
        long declared = request.headers().contentLength().orElse(UNKNOWN);
        if (declared > longest) {
            if (declared > LONGEST_DISCARDED) {
                endConnection(request);
            }
            return refused(new Refusal.TooLarge(longest));
        }
        Flux<DataBuffer> buffers = request.body(
                (ReactiveHttpInputMessage message,
                        org.springframework.web.reactive.function.BodyExtractor.Context context) -> message.getBody());
        return declared >= 0 && declared <= BodyBudget.UNCOUNTED
                ? joined(request, buffers)
                : counted(request, buffers, declared == UNKNOWN);
    }

    /** As they come, because a length that is only declared holds nothing. */
    private Mono<byte[]> counted(ServerRequest request, Flux<DataBuffer> buffers, boolean endless) {
        return Mono.defer(() -> {
            BodyBudget.Share share = budget.share();
            Flux<DataBuffer> bounded = buffers.handle((buffer, next) -> {
                if (share.take(buffer.readableByteCount())) {
                    next.next(buffer);
                } else {
                    DataBufferUtils.release(buffer);
                    if (endless) {
                        endConnection(request);
                    }
                    next.error(new RefusedException(new Refusal.Unavailable(retryAfter, Optional.empty())));
                }
            });
            return joined(request, bounded).doFinally(end -> share.end());
        });
    }

    private Mono<byte[]> joined(ServerRequest request, Flux<DataBuffer> buffers) {
        return DataBufferUtils.join(buffers, longest)
                .map(Bodies::copied)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, tooLong -> {
                    endConnection(request);
                    return new RefusedException(new Refusal.TooLarge(longest));
                });
    }

    /**
     * The server takes and discards the rest of a body that was refused, so that its client can read why; but not what is
     * without end.
     */
    private static void endConnection(ServerRequest request) {
        request.exchange().getResponse().getHeaders().setConnection("close");
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
                    || type.getSubtype().toLowerCase(Locale.ROOT).endsWith("+json");
            return json && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static <T> Mono<T> refused(Refusal refusal) {
        return Mono.error(new RefusedException(refusal));
    }
}
