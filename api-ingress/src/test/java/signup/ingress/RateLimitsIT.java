package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What callers hear that call too often, each in the form of what they call. Every test has addresses of its own. */
@NarrowIngress
class RateLimitsIT extends ScriptedPipeline {

    @Test
    void aClientHearsInEveryAnswerWhatItHasLeftAndThenToComeBackLater() {
        String name = "busy-" + UUID.randomUUID();
        for (int left = 2; left >= 0; left--) {
            EntityExchangeResult<String> answer = signUp(Tokens.admin(), name + left);
            assertThat(answer.getStatus().value()).isEqualTo(201);
            assertLimited(answer, "\"clients\";q=3;w=3600", "\"clients\";r=" + left + ";t=[0-9]+");
        }
        EntityExchangeResult<String> refused = signUp(Tokens.admin(), name + "-late");

        assertAnswer(refused, 429, "{\"errors\":[{\"message\":\"Request was throttled.\",\"code\":\"throttled\"}]}");
        assertLimited(refused, "\"clients\";q=3;w=3600", "\"clients\";r=0;t=[0-9]+");
        assertThat(Integer.parseInt(refused.getResponseHeaders().getFirst("Retry-After")))
                .as("one in 1,200 s")
                .isBetween(1_100, 1_200);
        assertThat(refused.getResponseHeaders().getFirst("Signup-Id")).isNull();
        assertThat(worker.seen().stream()
                        .map(seen -> seen.event().getUsername())
                        .filter(username -> username.startsWith(name)))
                .as("nothing is published for who is refused")
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/users/             | crm  | {"errors":"Requête ralentie. Disponible dans <n> secondes.","result":0}
            /node/api/users/signup  | shop | {"code":"TooManyRequests","message":"Too many requests."}
            """)
    void aBasicClientIsRefusedInItsDialectsForm(String path, String id, String body) {
        for (int i = 0; i < 3; i++) {
            assertThat(postAs(id, "local", path, "198.51.100.1").getStatus().value())
                    .isNotEqualTo(429);
        }
        EntityExchangeResult<String> refused = postAs(id, "local", path, "198.51.100.2");

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(withoutNumber(refused)).isEqualTo(body);
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /signups               | 198.51.100.11 | {"type":"about:blank","title":"Too Many Requests","status":429,"detail":"<text>"}
            /node/api/users/signup | 198.51.100.12 | {"code":"TooManyRequests","message":"Too many requests."}
            """)
    void whoDoesNotSayWhoItIsCountsAsItsAddress(String path, String address, String body) {
        for (int i = 0; i < 2; i++) {
            EntityExchangeResult<String> answer = anonymous(path, address);
            assertThat(answer.getStatus().value()).isNotEqualTo(429);
            assertLimited(answer, "\"signups\";q=2;w=3600", "\"signups\";r=[01];t=[0-9]+");
        }
        EntityExchangeResult<String> refused = anonymous(path, address);

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseBody().replaceAll("(\"detail\":)\"[^\"]+\"", "$1\"<text>\""))
                .isEqualTo(body);
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
        assertThat(anonymous(path, address.replace("198.51.100", "203.0.113"))
                        .getStatus()
                        .value())
                .as("another address")
                .isNotEqualTo(429);
    }

    @Test
    void addressesOfOneNetworkAreOne() {
        anonymous("/signups", "2001:db8:1:2::1");
        anonymous("/signups", "2001:db8:1:2:ffff::2");

        assertThat(anonymous("/signups", "2001:db8:1:2::3").getStatus().value()).isEqualTo(429);
        assertThat(anonymous("/signups", "2001:db8:1:3::3").getStatus().value()).isNotEqualTo(429);
    }

    @Test
    void afterTooManyWrongPasswordsNotEvenTheRightOneIsLookedAtUnlessItWasGoodBefore() {
        String address = "198.51.100.21";
        for (int i = 0; i < 2; i++) {
            assertThat(postAs("local", "wrong" + i, "/api/users/", address)
                            .getStatus()
                            .value())
                    .isEqualTo(401);
        }
        EntityExchangeResult<String> refused = postAs("fresh", "local", "/api/users/", address);

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(withoutNumber(refused))
                .isEqualTo("{\"errors\":\"Requête ralentie. Disponible dans <n> secondes.\",\"result\":0}");
        assertLimited(refused, "\"failed-logins\";q=2;w=3600", "\"failed-logins\";r=0;t=[0-9]+");
        assertThat(postAs("fresh", "local", "/api/users/", "198.51.100.22")
                        .getStatus()
                        .value())
                .as("from elsewhere")
                .isEqualTo(400);
        assertThat(postAs("fresh", "local", "/api/users/", address).getStatus().value())
                .as("now it is known to be no guess")
                .isEqualTo(400);
    }

    @Test
    void badTokensAreBoundedWhereverTheyAreSent() {
        String address = "198.51.100.23";
        for (String path : new String[] {"/api/v2/sso/signup/", "/signups/" + UUID.randomUUID()}) {
            assertThat(bearing("nonsense", path, address)).isEqualTo(401);
        }
        assertThat(bearing(Tokens.admin(), "/api/v2/account/create/", address)).isEqualTo(429);
        assertThat(bearing(Tokens.admin(), "/signups/" + UUID.randomUUID(), address))
                .isEqualTo(429);
        assertThat(bearing("nonsense", "/node/api/users/captcha", address)).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signups/challenge",
                "/node/api/users/captcha",
                "/signups/7a7b0e3c-95a4-4f8a-b7a5-1a2b3c4d5e6f",
                "/avatars/nobody"
            })
    void whatEverybodyMayReadIsBoundedByAddress(String path) {
        String address = "198.51.100." + (30 + path.length());
        for (int i = 0; i < 2; i++) {
            assertThat(get(path, address).getStatus().value()).isNotEqualTo(429);
        }
        EntityExchangeResult<String> refused = get(path, address);

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
        assertThat(refused.getResponseHeaders().getFirst("RateLimit")).contains(";r=0;");
    }

    @Test
    void wrongCredentialsGetNoMoreCaptchasThanNone() {
        String address = "198.51.100.61";
        assertThat(bearing("nonsense", "/node/api/users/captcha", address)).isEqualTo(200);
        assertThat(get("/node/api/users/captcha", address).getStatus().value()).isEqualTo(200);
        assertThat(bearing("nonsense", "/node/api/users/captcha", address)).isEqualTo(429);
    }

    @Test
    void challengesAreHandedOutWhateverCredentialsABrowserSends() {
        String address = "198.51.100.62";
        for (int i = 0; i < 2; i++) {
            assertThat(bearing("nonsense", "/signups/" + UUID.randomUUID(), address))
                    .isEqualTo(401);
        }
        assertThat(bearing("nonsense", "/signups/challenge", address))
                .as("however many of them were wrong")
                .isEqualTo(200);
    }

    @Test
    void aPageThatIsOpenedTooOftenIsAPage() {
        String address = "198.51.100.41";
        for (int i = 0; i < 2; i++) {
            assertThat(get("/links/forged" + i, address).getStatus().value()).isEqualTo(400);
        }
        EntityExchangeResult<String> refused = get("/links/" + confirmation(), address);

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseHeaders().getContentType()).hasToString("text/html;charset=UTF-8");
        assertThat(refused.getResponseBody()).contains("<h1>Please try again later</h1>");
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
    }

    private EntityExchangeResult<String> signUp(String token, String username) {
        return client.post()
                .uri("/api/v2/sso/signup/")
                .header("Content-Type", "application/json")
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue("{\"username\":\"" + username + "\"}")
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> postAs(String id, String secret, String path, String address) {
        return exchange(request(path, address).headers(headers -> headers.setBasicAuth(id, secret)));
    }

    private EntityExchangeResult<String> anonymous(String path, String address) {
        return exchange(request(path, address));
    }

    private EntityExchangeResult<String> get(String path, String address) {
        return client.get()
                .uri(path)
                .header("X-Forwarded-For", address)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private int bearing(String token, String path, String address) {
        boolean read = path.startsWith("/signups") || path.endsWith("captcha");
        return (read ? client.get() : client.post())
                .uri(path)
                .header("X-Forwarded-For", address)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
    }

    private WebTestClient.RequestBodySpec request(String path, String address) {
        return client.post()
                .uri(path)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address);
    }

    private static String withoutNumber(EntityExchangeResult<String> answer) {
        return answer.getResponseBody().replaceAll("[0-9]+ secondes", "<n> secondes");
    }

    private static EntityExchangeResult<String> exchange(WebTestClient.RequestBodySpec request) {
        return request.bodyValue("{}").exchange().expectBody(String.class).returnResult();
    }

    private static void assertLimited(EntityExchangeResult<String> answer, String policy, String state) {
        assertThat(answer.getResponseHeaders().getFirst("RateLimit-Policy")).isEqualTo(policy);
        assertThat(answer.getResponseHeaders().getFirst("RateLimit")).matches(state);
    }
}
