package signup.ingress.http;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Refusal;
import signup.ingress.settings.CorsSettings;

/**
 * Cross-origin requests (the Fetch standard's CORS) to the native dialect and the status of signups: pages of the origins
 * that are set may call them, without credentials. Other origins' preflights are refused; the rest of their requests is
 * answered as anybody's, in answers that their browsers keep from them.
 */
final class CrossOrigin implements WebFilter {

    private static final String PATH = "/signups";
    private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.POST);
    private static final List<String> REQUEST_HEADERS =
            List.of("Content-Type", "Idempotency-Key", "Prefer", "traceparent", "tracestate");
    private static final List<String> RESPONSE_HEADERS =
            List.of("Signup-Id", "Location", "Retry-After", "Preference-Applied", "RateLimit", "RateLimit-Policy");
    private static final long REMEMBERED_SECONDS = 3_600;

    private final Set<String> origins;

    /** @throws IllegalArgumentException when one is no origin */
    CrossOrigin(CorsSettings settings) {
        settings.origins().forEach(CrossOrigin::requireOrigin);
        this.origins = Set.copyOf(settings.origins());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (origins.isEmpty() || !isNative(exchange.getRequest().getPath().value())) {
            return chain.filter(isPreflight(exchange.getRequest()) ? asOptions(exchange) : exchange);
        }
        HttpHeaders answer = exchange.getResponse().getHeaders();
        // Always, so that no cache gives one origin's answer to another.
        answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        @Nullable String origin = exchange.getRequest().getHeaders().getOrigin();
        if (origin == null) {
            return chain.filter(exchange);
        }
        boolean allowed = origins.contains(CorsSettings.ANY) || origins.contains(origin);
        if (allowed) {
            answer.setAccessControlAllowOrigin(origin);
        }
        if (isPreflight(exchange.getRequest())) {
            return allowed
                    ? preflight(exchange.getResponse())
                    : Mono.error(new RefusedException(new Refusal.Forbidden("origin")));
        }
        if (allowed) {
            answer.setAccessControlExposeHeaders(RESPONSE_HEADERS);
        }
        return chain.filter(exchange);
    }

    private static Mono<Void> preflight(ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        headers.setAccessControlAllowMethods(METHODS);
        headers.setAccessControlAllowHeaders(REQUEST_HEADERS);
        headers.setAccessControlMaxAge(REMEMBERED_SECONDS);
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }

    private static boolean isPreflight(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Where no page of another origin may call, a preflight is a method like others; Spring would answer it with 200. */
    private static ServerWebExchange asOptions(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request ->
                        request.headers(headers -> headers.remove(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)))
                .build();
    }

    private static boolean isNative(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    private static void requireOrigin(String text) {
        if (text.equals(CorsSettings.ANY)) {
            return;
        }
        URI url = URI.create(text);
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || !text.equals(url.getScheme() + "://" + url.getRawAuthority())) {
            throw new IllegalArgumentException(
                    "signup.cors.origins: not an origin such as https://www.example.org: " + text);
        }
    }
}
