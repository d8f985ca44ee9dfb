package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.server.RouterFunction;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.ingress.auth.Scheme;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Refusal.Kind;
import signup.ingress.dialect.Violation;
import signup.ingress.http.ErrorAnswers;
import signup.local.fixture.ApiReference;
import signup.local.fixture.ApiReference.Operation;
import signup.local.fixture.ApiReference.Response;

/** The API reference as it is served; whatever a dialect may answer to a signup, its operation there documents. */
class ReferenceIT extends ScriptedPipeline {

    private static final UUID SIGNUP = UUID.fromString("0199f2ac-7f4e-7d07-9c3f-2d1f0a6c5b11");
    /** In what a router says of its routes, such as {@code (GET && /signup) -> …}. */
    private static final Pattern PATH = Pattern.compile("(?<=[ (])/[^ )]*");

    private static final AcceptedLanguages ANY = new AcceptedLanguages(null);

    /** Those that no test can ask a running installation for; their examples are the very answers. */
    private static final Set<Kind> NOT_FOR_THE_ASKING =
            EnumSet.of(Kind.FORBIDDEN, Kind.TOO_LARGE, Kind.THROTTLED, Kind.INTERNAL, Kind.UNAVAILABLE);

    @Autowired
    private Dialects dialects;

    @Autowired
    private ErrorAnswers errors;

    @Autowired
    private List<RouterFunction<?>> routers;

    private ApiReference reference;

    @BeforeEach
    void read() {
        reference = ApiReference.of(get("/openapi.json").getResponseBody());
    }

    @Test
    void whateverIsServedIsDescribed() {
        Set<String> served = routers.stream()
                .flatMap(router -> PATH.matcher(router.toString()).results())
                .map(MatchResult::group)
                .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .filter(path -> !path.contains("/assets/") && !path.equals("/docs") && !path.equals("/openapi.json"))
                .collect(Collectors.toSet());
        Set<String> described = reference.operations().stream()
                .map(Operation::path)
                .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .collect(Collectors.toSet());

        assertThat(served).hasSizeGreaterThan(10).isEqualTo(described);
    }

    @Test
    void everyRefusalOfEveryDialectIsDocumented() {
        for (Dialect dialect : dialects.all()) {
            Operation operation = reference.operation("POST", dialect.path());
            for (Kind kind : Kind.values()) {
                if (kind == Kind.NOT_FOUND || kind == Kind.UNAUTHENTICATED && dialect.scheme() == Scheme.NONE) {
                    continue;
                }
                for (Refusal refusal : refusals(kind, dialect)) {
                    assertDocumented(operation, errors.in(dialect, refusal, ANY), NOT_FOR_THE_ASKING.contains(kind));
                }
            }
        }
    }

    @Test
    void everyViolationIsInTheDocumentedForm() {
        for (Dialect dialect : dialects.all()) {
            Operation operation = reference.operation("POST", dialect.path());
            for (Violation.Rule rule : Violation.Rule.values()) {
                for (String field : new String[] {"username", "email", "password", "tags", "birthdate", null}) {
                    Refusal refusal = new Refusal.Violated(List.of(Violation.of(field, rule, 8)));
                    for (String language : List.of("fr", "en")) {
                        assertDocumented(
                                operation, errors.in(dialect, refusal, new AcceptedLanguages(language)), false);
                    }
                }
            }
        }
    }

    @Test
    void everyUserIsInTheDocumentedForm() {
        for (Dialect dialect : dialects.all()) {
            Operation operation = reference.operation("POST", dialect.path());
            if (dialect.waits()) {
                Answer answer = dialect.created(user(dialect)).with("Signup-Id", SIGNUP.toString());
                assertDocumented(operation, answer, false);
            }
        }
    }

    @Test
    void thePageLoadsWhatIsServedHereAndNothingElse() {
        EntityExchangeResult<String> page = get("/docs");
        assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.getResponseBody()).doesNotContain("http:", "https:", " style=", "onload", "{");
        List<String> files = Pattern.compile("\"(/docs/assets/[^\"]+)\"")
                .matcher(page.getResponseBody())
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .toList();
        assertThat(files).hasSize(3).allSatisfy(file -> {
            HttpHeaders headers = client.head()
                    .uri(file)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(Void.class)
                    .returnResult()
                    .getResponseHeaders();
            assertThat(headers.getCacheControl()).contains("immutable", "max-age=31536000");
            assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        });
        assertThat(status("/docs/")).isEqualTo(200);
        assertThat(status("/docs/assets/docs.js")).isEqualTo(404);
        assertThat(status("/docs/assets/..%2F..%2Fapplication.yml")).isGreaterThanOrEqualTo(400);
    }

    @Test
    void theDocumentIsKeptUntilItChanges() {
        EntityExchangeResult<String> document = get("/openapi.json");
        assertThat(document.getResponseHeaders().getContentType()).hasToString("application/json");
        assertThat(document.getResponseBody()).contains("\"servers\":[{\"url\":\"https://signup.example.org\"}]");
        client.get()
                .uri("/openapi.json")
                .header("If-None-Match", document.getResponseHeaders().getETag())
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    private void assertDocumented(Operation operation, Answer answer, boolean asExample) {
        Response response = operation.response(answer.status());
        JsonNode body = ApiReference.parsed(new String(answer.body(), StandardCharsets.UTF_8));
        String what = operation + " " + answer.status() + " " + body;

        assertThat(answer.contentType()).as(what).isEqualTo(response.content().mediaType());
        assertThat(reference.problems(response.content().schema(), body))
                .as(what)
                .isEmpty();
        if (asExample) {
            assertThat(response.content().examples().values()).as(what).contains(body);
        }
        JsonNode headers = response.node().path("headers");
        answer.headers().forEach((name, value) -> {
            JsonNode schema = reference.follow(headers.path(name)).path("schema");
            assertThat(schema.isMissingNode()).as(name + " of " + what).isFalse();
        });
        headers.fields().forEachRemaining(header -> {
            if (reference.follow(header.getValue()).path("required").asBoolean()) {
                assertThat(answer.headers()).as(what).containsKey(header.getKey());
            }
        });
    }

    private static List<Refusal> refusals(Kind kind, Dialect dialect) {
        return switch (kind) {
            case VIOLATED -> List.of(new Refusal.Violated(List.of(Violation.of("email", Violation.Rule.NOT_EMAIL))));
            case BAD_JSON -> List.of(new Refusal.BadJson("line 1, column 2"));
            case BAD_IDEMPOTENCY_KEY -> List.of(new Refusal.BadIdempotencyKey());
            case IDEMPOTENCY_KEY_REUSED -> List.of(new Refusal.IdempotencyKeyReused());
            case UNAUTHENTICATED -> List.of(new Refusal.Unauthenticated(false), new Refusal.Unauthenticated(true));
            case FORBIDDEN -> forbidden(dialect);
            case NOT_FOUND -> List.of(new Refusal.NotFound());
            case METHOD_NOT_ALLOWED -> List.of(new Refusal.MethodNotAllowed("GET", Set.of("POST")));
            case TOO_LARGE -> List.of(new Refusal.TooLarge(1 << 20));
            case UNSUPPORTED_MEDIA_TYPE -> List.of(new Refusal.UnsupportedMediaType("text/plain"));
            case THROTTLED -> List.of(new Refusal.Throttled(Duration.ofSeconds(30)));
            case INTERNAL -> List.of(new Refusal.Internal());
            case UNAVAILABLE -> List.of(new Refusal.Unavailable(Duration.ofSeconds(2), Optional.of(SIGNUP)));
        };
    }

    private static List<Refusal> forbidden(Dialect dialect) {
        List<String> permissions = switch (dialect.symbol()) {
            case AUTHENTIC -> List.of("add_user");
            case SAYMON -> List.of("manage-users", "server.user.auth_enabled");
            default -> List.of("admin");
        };
        List<Refusal> refusals = new ArrayList<>();
        permissions.forEach(permission -> refusals.add(new Refusal.Forbidden(permission)));
        return refusals;
    }

    private static UserCreated user(Dialect dialect) {
        return new UserCreated(
                SIGNUP,
                Instant.parse("2026-11-22T10:00:00.123456Z"),
                SIGNUP,
                SUB,
                42L,
                dialect.symbol(),
                "ada",
                "ada@example.org",
                "crm-4711",
                "Ada Lovelace",
                "Ada",
                "Lovelace",
                "editor",
                List.of(7L),
                Map.of("birthplace", "London"),
                "en",
                Stream.of("selfcommunity-sso", "authentic").anyMatch(dialect.name()::equals)
                        ? UserStatus.ACTIVE
                        : UserStatus.PENDING,
                "https://signup.example.org/avatars/" + SUB,
                new Mail(MailPurpose.NONE, null));
    }

    private EntityExchangeResult<String> get(String path) {
        return client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
    }

    private int status(String path) {
        return client.get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + path))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }
}
