package signup.ingress.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.RefusedException;
import signup.ingress.page.Asset;
import signup.ingress.settings.IngressSettings;

/**
 * {@code /openapi.json} and the page {@code /docs}, on which Swagger UI shows it. Files are read when somebody first asks,
 * not when the service starts, and then kept. Nothing inline, nothing from elsewhere.
 */
final class Reference {

    static final String DOCUMENT = "/openapi.json";
    static final String PAGE = "/docs";
    static final String ASSETS = PAGE + "/assets/";

    private static final String HERE = "classpath:signup/ingress/reference/";
    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    /** Swagger UI draws its icons from {@code data:} URLs. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final Mono<Served> served;

    Reference(IngressSettings settings) {
        this.served = Mono.fromCallable(() -> Served.with(settings))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    /** Answers GET and HEAD of the document. */
    Mono<ServerResponse> document(ServerRequest request) {
        return served.flatMap(all -> all.document().respond(request, CacheControl.noCache(), headers -> {}));
    }

    /** Answers GET and HEAD of the page. */
    Mono<ServerResponse> page(ServerRequest request) {
        return served.flatMap(all -> all.page().respond(request, CacheControl.noCache(), Reference::protect));
    }

    /** Answers GET and HEAD of a file that the page loads. */
    Mono<ServerResponse> file(ServerRequest request) {
        return served.flatMap(all -> Optional.ofNullable(all.files().get(request.pathVariable("file")))
                .map(file -> file.respond(request, Asset.FOR_GOOD, headers -> {}))
                .orElseGet(() -> Mono.error(new RefusedException(new Refusal.NotFound()))));
    }

    private static void protect(HttpHeaders headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }

    /**
     * All that is served.
     *
     * @param files what the page loads, by name
     */
    private record Served(Asset document, Asset page, Map<String, Asset> files) {

        static Served with(IngressSettings settings) {
            String base = settings.basePath();
            Asset style = Asset.of("swagger-ui.css", Asset.CSS, read(SWAGGER_UI + "swagger-ui.css"));
            Asset viewer = Asset.of("swagger-ui.js", Asset.JAVASCRIPT, read(SWAGGER_UI + "swagger-ui-bundle.js"));
            Asset start = Asset.of("docs.js", Asset.JAVASCRIPT, read(HERE + "docs.js"));
            String html = new String(read(HERE + "docs.html"), StandardCharsets.UTF_8)
                    .replace("{document}", base + DOCUMENT)
                    .replace("{style}", base + ASSETS + style.name())
                    .replace("{viewer}", base + ASSETS + viewer.name())
                    .replace("{start}", base + ASSETS + start.name());
            return new Served(
                    Asset.of("openapi.json", MediaType.APPLICATION_JSON, ApiDocument.json(settings.absolute(""))),
                    Asset.of("docs.html", Asset.HTML, html.getBytes(StandardCharsets.UTF_8)),
                    Stream.of(style, viewer, start).collect(Collectors.toMap(Asset::name, Function.identity())));
        }

        private static byte[] read(String place) {
            try {
                List<Resource> found = List.of(new PathMatchingResourcePatternResolver().getResources(place));
                if (found.size() != 1) {
                    throw new IllegalStateException(place + " is there " + found.size() + " times");
                }
                try (InputStream resource = found.get(0).getInputStream()) {
                    return resource.readAllBytes();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
