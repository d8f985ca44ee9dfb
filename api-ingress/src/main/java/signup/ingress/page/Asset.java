package signup.ingress.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.digest.Sha256;

/**
 * A page, or a file that a page loads. Its name holds a digest of its content, so that browsers may keep the file for good
 * and never keep an old one.
 *
 * @param name such as {@code form-0a1b2c3d4e5f.js}
 * @param content nobody changes it
 */
public record Asset(String name, MediaType type, byte[] content) {

    public static final MediaType JAVASCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    public static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    public static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /** For a file that is asked for by its name. */
    public static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final int DIGITS = 12;

    /** The file beside this class. */
    static Asset read(String file, MediaType type) {
        try (InputStream resource = Asset.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + file + " is missing");
            }
            return of(file, type, resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This content under a name that tells it. */
    public static Asset of(String file, MediaType type, byte[] content) {
        int dot = file.lastIndexOf('.');
        return new Asset(file.substring(0, dot) + "-" + digest(content) + file.substring(dot), type, content);
    }

    /** Answers GET and HEAD; not modified for who has it already. */
    public Mono<ServerResponse> respond(ServerRequest request, CacheControl caching, Consumer<HttpHeaders> more) {
        String tag = "\"" + name + "\"";
        return request.checkNotModified(tag)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .contentType(type)
                        .eTag(tag)
                        .cacheControl(caching)
                        .header("X-Content-Type-Options", "nosniff")
                        .headers(more)
                        .bodyValue(content)));
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content)).substring(0, DIGITS);
    }

    @Override
    public String toString() {
        return "Asset[" + name + "]";
    }
}
