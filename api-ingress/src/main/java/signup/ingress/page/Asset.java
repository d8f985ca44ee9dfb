package signup.ingress.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
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
 * @param packed the same by gzip; null for what is not worth it
 */
public record Asset(String name, MediaType type, byte[] content, byte @Nullable [] packed) {

    public static final MediaType JAVASCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    public static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    public static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /** For a file that is asked for by its name. */
    public static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final int DIGITS = 12;

    /** Longer files are packed, once, when they are read: an answer that is packed as it goes would cost every connection. */
    private static final int LONG = 32 << 10;

    private static final Pattern GZIP = Pattern.compile("(?i)gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?$).*)?");

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
        return new Asset(
                file.substring(0, dot) + "-" + digest(content) + file.substring(dot),
                type,
                content,
                content.length > LONG ? packed(content) : null);
    }

    /** Answers GET and HEAD; not modified for who has it already. */
    public Mono<ServerResponse> respond(ServerRequest request, CacheControl caching, Consumer<HttpHeaders> more) {
        boolean small = packed != null && takesGzip(request);
        String tag = "\"" + name + (small ? "-gzip\"" : "\"");
        return request.checkNotModified(tag)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .contentType(type)
                        .eTag(tag)
                        .cacheControl(caching)
                        .header("X-Content-Type-Options", "nosniff")
                        .headers(more)
                        .headers(headers -> tellCoding(headers, small))
                        .bodyValue(small ? packed : content)));
    }

    private void tellCoding(HttpHeaders headers, boolean small) {
        if (packed != null) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (small) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    private static boolean takesGzip(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(coding -> GZIP.matcher(coding.strip()).matches());
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content)).substring(0, DIGITS);
    }

    @Override
    public String toString() {
        return "Asset[" + name + "]";
    }
}
