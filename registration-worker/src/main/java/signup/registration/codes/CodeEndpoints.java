package signup.registration.codes;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeKind;
import signup.schemas.IdentityKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /ops/invite-codes} and {@code /ops/promo-codes}: {@code GET} lists codes page by page, the newest first, {@code
 * POST} issues some, {@code DELETE} takes one back. For admins only; whoever is none learns nothing, not even what paths
 * there are.
 */
final class CodeEndpoints {

    private static final Logger log = LoggerFactory.getLogger(CodeEndpoints.class);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ADMIN = CodeEndpoints.class.getName() + ".admin";
    private static final String CODE = "code";
    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1_000;
    private static final String RETRY_AFTER = "5";

    private final Codes codes;
    private final OperatorTokens tokens;
    private final CodeNames names;
    private final Clock clock;

    CodeEndpoints(Codes codes, OperatorTokens tokens, CodeNames names, Clock clock) {
        this.codes = codes;
        this.tokens = tokens;
        this.names = names;
        this.clock = clock;
    }

    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (CodeKind kind : CodeKind.values()) {
            String path = "/ops/" + kind.name().toLowerCase(Locale.ROOT) + "-codes";
            for (String all : List.of(path, path + "/")) {
                routes.GET(all, request -> list(kind, request))
                        .POST(all, request -> issue(kind, request))
                        .DELETE(all, request -> revoke(kind, request.queryParam(CODE)))
                        .route(
                                request -> request.path().equals(all),
                                others(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE));
            }
            routes.DELETE(path + "/{" + CODE + "}", request -> revoke(kind, Optional.of(request.pathVariable(CODE))))
                    .route(request -> request.path().startsWith(path + "/"), others(HttpMethod.DELETE));
        }
        return routes.route(
                        request ->
                                request.path().equals("/ops") || request.path().startsWith("/ops/"),
                        request -> Problem.of(HttpStatus.NOT_FOUND, "There are /ops/invite-codes and /ops/promo-codes.")
                                .answer())
                .filter(this::admitted)
                .build();
    }

    private static HandlerFunction<ServerResponse> others(HttpMethod... allowed) {
        HttpHeaders allow = new HttpHeaders();
        allow.setAllow(Set.of(allowed));
        return request -> Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "Not this method here.")
                .answer(allow);
    }

    private Mono<ServerResponse> admitted(ServerRequest request, HandlerFunction<ServerResponse> next) {
        return tokens.judge(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(operator -> {
                    if (operator instanceof Operator.Admin admin) {
                        request.attributes().put(ADMIN, admin.name());
                        return next.handle(request);
                    }
                    return operator instanceof Operator.Unknown unknown ? unauthenticated(unknown) : forbidden();
                })
                .onErrorResume(
                        DataBufferLimitException.class,
                        tooLarge -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "The body is too large.")
                                .answer())
                .onErrorResume(ResponseStatusException.class, CodeEndpoints::asRefused)
                .onErrorResume(CodeEndpoints::unavailable);
    }

    private static Mono<ServerResponse> unauthenticated(Operator.Unknown unknown) {
        HttpHeaders challenge = new HttpHeaders();
        challenge.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        unknown.presented() ? "This token is not valid." : "Send a bearer token of an admin.")
                .answer(challenge);
    }

    private static Mono<ServerResponse> forbidden() {
        return Problem.of(HttpStatus.FORBIDDEN, "This token is no admin's.").answer();
    }

    private static Mono<ServerResponse> asRefused(ResponseStatusException refusal) {
        HttpStatus status = HttpStatus.valueOf(refusal.getStatusCode().value());
        return Problem.of(status, "The request cannot be read.").answer();
    }

    /** Names the failure only: what it says may quote the codes. */
    private static Mono<ServerResponse> unavailable(Throwable failure) {
        log.warn("An operator's request failed: {}", failure.getClass().getName());
        HttpHeaders later = new HttpHeaders();
        later.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "This cannot be done now; try again later.")
                .answer(later);
    }

    private Mono<ServerResponse> list(CodeKind kind, ServerRequest request) {
        Long before = request.queryParam("before").map(CodeEndpoints::number).orElse(null);
        Long limit = request.queryParam("limit").map(CodeEndpoints::number).orElse((long) PAGE);
        if (request.queryParam("before").isPresent() && before == null
                || limit == null
                || limit < 1
                || limit > LONGEST_PAGE) {
            return Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "limit is a number from 1 to " + LONGEST_PAGE
                                    + ", and before the number that a page gives as next.")
                    .answer();
        }
        int size = limit.intValue();
        return codes.list(kind, before, size + 1).flatMap(found -> ok(HttpStatus.OK, page(kind, found, size)));
    }

    private static Map<String, @Nullable Object> page(CodeKind kind, List<IssuedCode> found, int size) {
        List<IssuedCode> shown = found.size() > size ? found.subList(0, size) : found;
        Map<String, @Nullable Object> page = codes(kind, shown);
        page.put(
                "next", found.size() > size ? String.valueOf(shown.get(size - 1).id()) : null);
        return page;
    }

    private Mono<ServerResponse> issue(CodeKind kind, ServerRequest request) {
        if (!isJson(request)) {
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send the order as application/json.")
                    .answer();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return request.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]).flatMap(bytes -> {
            ObjectNode body = object(bytes);
            if (body == null) {
                return Problem.of(HttpStatus.BAD_REQUEST, "The body is no JSON object.")
                        .answer();
            }
            CodeOrder.Reading reading = new OrderReader(kind, body, now).read();
            if (reading instanceof CodeOrder.Wrong wrong) {
                return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "The order cannot be done.", wrong.errors())
                        .answer();
            }
            return issue(kind, ((CodeOrder.Understood) reading).order(), nameOf(request), now);
        });
    }

    private Mono<ServerResponse> issue(CodeKind kind, CodeOrder order, String by, Instant now) {
        List<String> wanted = order.name() == null ? names.make(order.count()) : List.of(order.name());
        return codes.issue(kind, wanted, order.terms(), by, now)
                .doOnNext(issued -> log.info(
                        "issued codes={} kind={} first={}",
                        issued.size(),
                        kind,
                        issued.get(0).id()))
                .flatMap(issued -> ok(HttpStatus.CREATED, codes(kind, issued)))
                .switchIfEmpty(Mono.defer(() -> new Problem(
                                HttpStatus.CONFLICT,
                                "There is such a code.",
                                List.of(new Problem.Error("#/" + CODE, "Take another one, or delete that one first.")))
                        .answer()));
    }

    private Mono<ServerResponse> revoke(CodeKind kind, Optional<String> name) {
        if (name.isEmpty()) {
            return Problem.of(HttpStatus.BAD_REQUEST, "Name the code: in the path, or as ?code=…")
                    .answer();
        }
        CodeKey key = new CodeKey(kind, IdentityKey.of(name.get().strip()));
        return (key.isPossible() ? codes.revoke(key) : Mono.just(false))
                .doOnNext(revoked -> log.info("a {} code was taken back: {}", kind, revoked))
                .flatMap(revoked -> revoked
                        ? ServerResponse.noContent().build()
                        : Problem.of(HttpStatus.NOT_FOUND, "There is no such code.")
                                .answer());
    }

    private static boolean isJson(ServerRequest request) {
        try {
            return request.headers()
                    .contentType()
                    .filter(MediaType.APPLICATION_JSON::isCompatibleWith)
                    .isPresent();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static String nameOf(ServerRequest request) {
        return String.valueOf(request.attributes().get(ADMIN));
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable ObjectNode object(byte[] body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Mono<ServerResponse> ok(HttpStatus status, Map<String, @Nullable Object> body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(body);
    }

    private static Map<String, @Nullable Object> codes(CodeKind kind, List<IssuedCode> issued) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("codes", issued.stream().map(code -> shown(kind, code)).toList());
        return body;
    }

    private static Map<String, @Nullable Object> shown(CodeKind kind, IssuedCode code) {
        Terms terms = code.terms();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", code.code());
        json.put("uses", terms.uses());
        json.put("used", code.used());
        if (kind == CodeKind.PROMO) {
            json.put("valid_from", text(terms.validFrom()));
        }
        json.put("expires_at", text(terms.expiresAt()));
        if (kind == CodeKind.INVITE) {
            json.put("email", terms.email());
            json.put("role", terms.role());
            json.put("tags", terms.tags());
        }
        json.put("created_at", text(code.createdAt()));
        json.put("created_by", code.createdBy());
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
