package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.ErrorAnswers;

/** The answers that are no field errors, to the letter: each dialect has a form of its own for each. */
class RefusalFormsIT extends ScriptedPipeline {

    private static final UUID SIGNUP = UUID.fromString("01890000-0000-7000-8000-000000000001");

    private static final Map<String, Refusal> REFUSALS = Map.ofEntries(
            Map.entry("bad JSON", new Refusal.BadJson("line 1, column 2")),
            Map.entry("no credentials", new Refusal.Unauthenticated(false)),
            Map.entry("wrong credentials", new Refusal.Unauthenticated(true)),
            Map.entry("no permission", new Refusal.Forbidden("add_user")),
            Map.entry("switched off", new Refusal.Forbidden("server.user.auth_enabled")),
            Map.entry("no such path", new Refusal.NotFound()),
            Map.entry("other method", new Refusal.MethodNotAllowed("PUT", Set.of("POST"))),
            Map.entry("too large", new Refusal.TooLarge(1_048_576)),
            Map.entry("other type", new Refusal.UnsupportedMediaType("text/plain")),
            Map.entry("bad key", new Refusal.BadIdempotencyKey()),
            Map.entry("used key", new Refusal.IdempotencyKeyReused()),
            Map.entry("too many", new Refusal.Throttled(Duration.ofSeconds(3))),
            Map.entry("unavailable", new Refusal.Unavailable(Duration.ofSeconds(2), Optional.of(SIGNUP))),
            Map.entry("defect", new Refusal.Internal()));

    @Autowired
    private Dialects dialects;

    @Autowired
    private ErrorAnswers errors;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            selfcommunity-sso     | bad JSON          | 400 | {}                                | {"errors":[{"message":"JSON parse error - line 1, column 2","code":"parse_error"}]}
            selfcommunity-sso     | no credentials    | 401 | {WWW-Authenticate=Bearer}         | {"errors":[{"message":"Authentication credentials were not provided.","code":"not_authenticated"}]}
            selfcommunity-sso     | wrong credentials | 401 | {WWW-Authenticate=Bearer}         | {"errors":[{"message":"Given token not valid.","code":"not_authenticated"}]}
            selfcommunity-sso     | no permission     | 403 | {}                                | {"errors":[{"message":"You do not have permission to perform this action.","code":"permission_denied"}]}
            selfcommunity-sso     | no such path      | 404 | {}                                | {"errors":[{"message":"Not found.","code":"not_found"}]}
            selfcommunity-sso     | other method      | 405 | {Allow=POST}                      | {"errors":[{"message":"Method \\"PUT\\" not allowed.","code":"method_not_allowed"}]}
            selfcommunity-sso     | too large         | 413 | {}                                | {"errors":[{"message":"The request body is longer than 1048576 bytes.","code":"too_large"}]}
            selfcommunity-sso     | other type        | 415 | {}                                | {"errors":[{"message":"Unsupported media type: use application/json in UTF-8.","code":"unsupported_media_type"}]}
            selfcommunity-sso     | bad key           | 400 | {}                                | {"errors":[{"message":"The Idempotency-Key header must be 1 to 255 printable ASCII characters.","code":"invalid"}]}
            selfcommunity-sso     | used key          | 400 | {}                                | {"errors":[{"message":"The Idempotency-Key was already used with a different request body.","code":"idempotency_key_reused"}]}
            selfcommunity-sso     | too many          | 429 | {Retry-After=3}                   | {"errors":[{"message":"Request was throttled.","code":"throttled"}]}
            selfcommunity-sso     | unavailable       | 503 | {Retry-After=2, Signup-Id=<id>}   | {"errors":[{"message":"Service temporarily unavailable, try again later.","code":"unavailable"}],"signup_id":"<id>"}
            selfcommunity-sso     | defect            | 500 | {}                                | {"errors":[{"message":"A server error occurred.","code":"error"}]}
            selfcommunity-account | bad JSON          | 400 | {}                                | {"errors":[{"message":"JSON parse error - line 1, column 2","code":"parse_error"}]}
            selfcommunity-account | used key          | 400 | {}                                | {"errors":[{"message":"The Idempotency-Key was already used with a different request body.","code":"idempotency_key_reused"}]}
            selfcommunity-account | too many          | 429 | {Retry-After=3}                   | {"errors":[{"message":"Request was throttled.","code":"throttled"}]}
            authentic             | bad JSON          | 400 | {}                                | {"errors":{"__all__":["JSON parse error - line 1, column 2"]},"result":0}
            authentic             | no credentials    | 401 | {WWW-Authenticate=Basic realm="api"} | {"errors":"Invalid username/password.","result":0}
            authentic             | wrong credentials | 401 | {WWW-Authenticate=Basic realm="api"} | {"errors":"Invalid username/password.","result":0}
            authentic             | no permission     | 403 | {}                                | {"errors":"You do not have permission add_user","result":0}
            authentic             | no such path      | 404 | {}                                | {"errors":"Not found.","result":0}
            authentic             | other method      | 405 | {Allow=POST}                      | {"errors":"Method \\"PUT\\" not allowed.","result":0}
            authentic             | too large         | 413 | {}                                | {"errors":"The body may not be longer than 1048576 bytes.","result":0}
            authentic             | other type        | 415 | {}                                | {"errors":"Unsupported media type \\"text/plain\\" in request.","result":0}
            authentic             | bad key           | 400 | {}                                | {"errors":{"__all__":["The idempotency key is not valid."]},"result":0}
            authentic             | used key          | 400 | {}                                | {"errors":{"__all__":["The idempotency key was used with another body."]},"result":0}
            authentic             | too many          | 429 | {Retry-After=3}                   | {"errors":"Request was throttled. Expected available in 3 seconds.","result":0}
            authentic             | unavailable       | 503 | {Retry-After=2, Signup-Id=<id>}   | {"errors":"Service temporarily unavailable, try again later.","result":0,"signup_id":"<id>"}
            authentic             | defect            | 500 | {}                                | {"errors":"A server error occurred.","result":0}
            saymon                | bad JSON          | 400 | {}                                | {"code":"InvalidContent","message":"Invalid JSON: line 1, column 2"}
            saymon                | no credentials    | 401 | {WWW-Authenticate=Basic realm="saymon"} | {"code":"Unauthorized","message":"{\\"errorCode\\":3,\\"message\\":\\"Not logged in.\\"}"}
            saymon                | wrong credentials | 401 | {WWW-Authenticate=Basic realm="saymon"} | {"code":"InvalidCredentials","message":"{\\"errorCode\\":3,\\"message\\":\\"Invalid login or password.\\"}"}
            saymon                | no permission     | 403 | {}                                | {"code":"Forbidden","message":"Permission \\"add_user\\" is required."}
            saymon                | switched off      | 403 | {}                                | {"code":"Forbidden","message":"Registration is disabled: \\"server.user.auth_enabled\\" is not set to true."}
            saymon                | no such path      | 404 | {}                                | {"code":"ResourceNotFound","message":"Resource is not found."}
            saymon                | other method      | 405 | {Allow=POST}                      | {"code":"MethodNotAllowed","message":"PUT is not allowed."}
            saymon                | too large         | 413 | {}                                | {"code":"RequestEntityTooLarge","message":"Request body exceeds 1048576 bytes."}
            saymon                | other type        | 415 | {}                                | {"code":"UnsupportedMediaType","message":"text/plain is not supported."}
            saymon                | bad key           | 400 | {}                                | {"code":"BadRequest","message":"The idempotency key is not valid."}
            saymon                | used key          | 409 | {}                                | {"code":"Conflict","message":"The idempotency key was used with another body."}
            saymon                | too many          | 429 | {Retry-After=3}                   | {"code":"TooManyRequests","message":"Too many requests."}
            saymon                | unavailable       | 503 | {Retry-After=2, Signup-Id=<id>}   | {"code":"ServiceUnavailable","message":"Service is temporarily unavailable.","signup_id":"<id>"}
            saymon                | defect            | 500 | {}                                | {"code":"InternalError","message":"Internal error."}
            open                  | bad JSON          | 400 | {}                                | {"type":"about:blank","title":"Bad Request","status":400,"detail":"The body is not a JSON object: line 1, column 2."}
            open                  | no permission     | 403 | {}                                | {"type":"about:blank","title":"Forbidden","status":403,"detail":"Pages of this origin may not do that."}
            open                  | no such path      | 404 | {}                                | {"type":"about:blank","title":"Not Found","status":404}
            open                  | other method      | 405 | {Allow=POST}                      | {"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"Use one of the methods in the header Allow."}
            open                  | too large         | 413 | {}                                | {"type":"about:blank","title":"Content Too Large","status":413,"detail":"The body is longer than 1048576 bytes."}
            open                  | other type        | 415 | {}                                | {"type":"about:blank","title":"Unsupported Media Type","status":415,"detail":"Send JSON: application/json, in UTF-8."}
            open                  | bad key           | 400 | {}                                | {"type":"about:blank","title":"Bad Request","status":400,"detail":"The header Idempotency-Key holds 1 to 255 printable ASCII characters."}
            open                  | used key          | 422 | {}                                | {"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"This Idempotency-Key was used with another body."}
            open                  | too many          | 429 | {Retry-After=3}                   | {"type":"about:blank","title":"Too Many Requests","status":429,"detail":"Too many requests. Try again later."}
            open                  | unavailable       | 503 | {Retry-After=2, Signup-Id=<id>}   | {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"It is not known whether the signup was accepted. Try again later with the same Idempotency-Key.","signup_id":"<id>"}
            open                  | defect            | 500 | {}                                | {"type":"about:blank","title":"Internal Server Error","status":500}
            """)
    void everyRefusalHasTheDialectsForm(String name, String refusal, int status, String headers, String body) {
        Dialect dialect = dialects.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Answer answer = errors.in(dialect, REFUSALS.get(refusal), new AcceptedLanguages("en"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(new TreeMap<>(answer.headers())).hasToString(headers.replace("<id>", SIGNUP.toString()));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(body.replace("<id>", SIGNUP.toString()));
        assertThat(answer.contentType())
                .isEqualTo(name.equals("open") ? "application/problem+json" : "application/json");
    }
}
