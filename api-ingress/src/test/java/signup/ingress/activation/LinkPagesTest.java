package signup.ingress.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import signup.events.ActivationRefusal;
import signup.events.MailPurpose;
import signup.ingress.acceptance.Reply;
import signup.ingress.acceptance.Requests;
import signup.ingress.http.Bodies;
import signup.ingress.password.PasswordPolicy;
import signup.local.Keys;
import signup.schemas.Topics;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;
import signup.schemas.password.PasswordSealer;

class LinkPagesTest {

    private static final UUID SUB = UUID.fromString("8e7f200b-4bb4-57fa-8a91-cd03c0f0ade3");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String GOOD_FORM = "password=Sesame-1&confirmation=Sesame-1";

    private static final PasswordPolicy POLICY = PasswordPolicy.of(8, 128, 3);
    private static final LinkPageTemplate TEMPLATE = new LinkPageTemplate(POLICY);

    private final RecordedRequests requests = new RecordedRequests();
    private SignedLinks links;
    private WebTestClient client;

    @BeforeEach
    void pages(@TempDir Path keys) throws Exception {
        Keys.provide(keys);
        links = SignedLinks.withNewKey("2026-11", keys);
        Files.writeString(keys.resolve("a.secret"), Base64.getEncoder().encodeToString(new byte[32]));
        LinkPages pages = new LinkPages(
                new LinkTokens(KeyRing.read(keys, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("EC")), () -> NOW),
                new ActivatingUsers(
                        requests,
                        PasswordSealer.fromKeysIn(keys.resolve("password")),
                        new PasswordFingerprint(
                                KeyRing.read(keys, KeyRing.SECRET_SUFFIX, KeyFormats.secret("HmacSHA256"))),
                        Duration.ofSeconds(5),
                        () -> NOW),
                POLICY,
                TEMPLATE,
                new Bodies(10_000, 10_000, Duration.ofSeconds(2)),
                Duration.ofSeconds(2));
        client = WebTestClient.bindToRouterFunction(RouterFunctions.route()
                        .GET("/links/{token}", pages::show)
                        .POST("/links/{token}", pages::act)
                        .build())
                .build();
    }

    @Test
    void openingALinkChangesNothing() {
        EntityExchangeResult<String> page = open(confirmation());

        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(page.getResponseBody())
                .contains("<html lang=\"en\">")
                .contains("<title>Confirm your address</title>")
                .contains("<h1>Confirm your address</h1>")
                .contains("<form method=\"post\">\n<button type=\"submit\">Confirm my address</button>")
                .doesNotContain("<script", "<input", "http:", "https:", " th:", "xmlns");
        assertThat(requests.asked()).isEmpty();
    }

    @Test
    void theButtonConfirmsTheAddress() {
        requests.answerActivated(null);
        EntityExchangeResult<String> page = press(confirmation(), "");

        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(page.getResponseBody())
                .contains("<h1>Your address is confirmed</h1>")
                .doesNotContain("<form");
        assertThat(requests.asked()).hasSize(1);
        assertThat(requests.asked().get(0).topic()).isEqualTo(Topics.ACTIVATION_REQUESTED);
        assertThat(requests.asked().get(0).key()).isEqualTo(SUB.toString());
        assertThat(requests.asked().get(0).waiting()).isEqualTo(Requests.Waiting.IF_POSSIBLE);
        assertThat(requests.lastEvent().getPurpose()).isEqualTo(MailPurpose.CONFIRMATION);
        assertThat(requests.lastEvent().getSub()).isEqualTo(SUB);
        assertThat(requests.lastEvent().getSealedPassword()).isNull();
        assertThat(requests.lastEvent().getActBefore()).as("it is done later").isNull();
        assertThat(requests.lastEvent().getActivationId())
                .isEqualTo(requests.asked().get(0).correlationId());
    }

    @Test
    void aDoubleClickIsOneActivation() {
        String token = confirmation();
        press(token, "");
        press(token, "");

        assertThat(requests.asked().get(1).correlationId())
                .isEqualTo(requests.asked().get(0).correlationId());
    }

    @Test
    void theSamePasswordIsOneActivationAndAnotherIsAnother() {
        String token = registration();
        press(token, GOOD_FORM);
        press(token, GOOD_FORM);
        press(token, "password=Sesame-2&confirmation=Sesame-2");
        press(registration(), GOOD_FORM);

        assertThat(requests.asked().stream().map(request -> request.correlationId()))
                .hasSize(4)
                .satisfies(ids -> assertThat(ids.get(1)).isEqualTo(ids.get(0)))
                .satisfies(ids -> assertThat(ids.subList(1, 4)).doesNotHaveDuplicates());
    }

    @Test
    void aRegistrationAsksForAPasswordTwice() {
        EntityExchangeResult<String> page = open(registration());

        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(page.getResponseBody())
                .contains("<h1>Choose your password</h1>")
                .contains("<label for=\"password\">New password</label>")
                .contains("At least 8 characters, with at least 3 of these")
                .contains("<label for=\"confirmation\">The same password again</label>")
                .containsPattern("<input type=\"password\"[^>]*autocomplete=\"new-password\"[^>]*id=\"password\"")
                .contains("aria-describedby=\"password-hint\"")
                .doesNotContain("aria-invalid=", "role=\"alert\"");
    }

    @Test
    void theChosenPasswordIsSealedAndTheBrowserGoesOn() {
        requests.answerActivated("https://www.entrouvert.com/next?a=b");
        EntityExchangeResult<String> page = press(registration(), GOOD_FORM);

        assertThat(page.getStatus().value()).isEqualTo(303);
        assertThat(page.getResponseHeaders().getFirst("Location")).isEqualTo("https://www.entrouvert.com/next?a=b");
        assertThat(page.getResponseHeaders().getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(requests.lastEvent().getPurpose()).isEqualTo(MailPurpose.REGISTRATION);
        assertThat(requests.lastEvent().getSealedPassword()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://example.org", "//example.org", "/path", "https://a b"})
    void theBrowserGoesToNothingButWebPages(String nextUrl) {
        requests.answerActivated(nextUrl);
        EntityExchangeResult<String> page = press(registration(), GOOD_FORM);

        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(page.getResponseBody()).contains("<h1>Your account is ready</h1>");
    }

    @Test
    void whereToGoIsNeverReadFromTheForm() {
        requests.answerActivated(null);
        EntityExchangeResult<String> page = press(
                registration(), GOOD_FORM + "&next_url=https%3A%2F%2Fevil.example&next=https%3A%2F%2Fevil.example");

        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(page.getResponseHeaders().getFirst("Location")).isNull();
    }

    @Test
    void whatIsWrongWithAPasswordIsSaidWhereItIs() {
        EntityExchangeResult<String> page = press(registration(), "password=sesam&confirmation=other");

        assertThat(page.getStatus().value()).isEqualTo(422);
        assertThat(page.getResponseBody())
                .contains("<title>Error: Choose your password</title>")
                .contains("role=\"alert\" tabindex=\"-1\" autofocus>")
                .contains("<a href=\"#password\">Use at least 8 characters.</a>")
                .contains("<a href=\"#confirmation\">The two passwords are not the same.</a>")
                .contains("aria-invalid=\"true\" aria-describedby=\"password-hint password-problem\"")
                .contains("aria-invalid=\"true\" aria-describedby=\"confirmation-problem\"")
                .containsOnlyOnce("autofocus")
                .doesNotContain("sesam", "other\"");
        assertThat(requests.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "password=%", "password", "&&&=", "password=&confirmation="})
    void aFormWithoutAPasswordAsksForOne(String form) {
        EntityExchangeResult<String> page = press(registration(), form);

        assertThat(page.getStatus().value()).isEqualTo(422);
        assertThat(page.getResponseBody()).contains("Enter a password.");
    }

    @Test
    void aUsedLinkSaysSo() {
        requests.answerRefused(ActivationRefusal.LINK_SPENT);
        assertPage(press(confirmation(), ""), 410, "This link has been used");
    }

    @Test
    void aLinkOfNobodySaysSo() {
        requests.answerRefused(ActivationRefusal.USER_UNKNOWN);
        assertPage(press(confirmation(), ""), 404, "There is no such account");
    }

    @Test
    void anExpiredLinkDoesNothing() {
        String token = links.sign(SignedLinks.claims("confirmation", SUB, NOW.minusSeconds(1)));

        assertPage(open(token), 410, "This link has expired");
        assertPage(press(token, ""), 410, "This link has expired");
        assertThat(requests.asked()).isEmpty();
    }

    @Test
    void aForgedLinkDoesNothing() {
        String token = confirmation().replaceFirst("\\.", ".A");

        assertPage(open(token), 400, "This link does not work");
        assertPage(press(token, ""), 400, "This link does not work");
        assertThat(requests.asked()).isEmpty();
    }

    @Test
    void whenItTakesLongThePageSaysThatItWillBeDone() {
        requests.answer(Reply.PENDING);

        EntityExchangeResult<String> page = press(confirmation(), "");
        assertPage(page, 202, "We are on it");
        assertThat(page.getResponseBody()).contains("<button type=\"submit\">Look again</button>");
        assertPage(press(registration(), GOOD_FORM), 202, "We are on it");
    }

    @Test
    void whenItIsNotKnownThePageAsksToTryAgain() {
        requests.answer(Reply.UNAVAILABLE);

        EntityExchangeResult<String> page = press(registration(), GOOD_FORM);
        assertPage(page, 503, "Please try again");
        assertThat(page.getResponseBody()).contains("name=\"password\"");
        assertThat(page.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
        assertPage(press(confirmation(), ""), 503, "Please try again");
    }

    @Test
    void thePageIsInTheLanguageOfTheMail() {
        String french = links.sign(claims("confirmation").claim("locale", "fr-BE"));

        EntityExchangeResult<String> page = open(french);
        assertThat(page.getResponseBody()).contains("<html lang=\"fr\">").contains("<h1>Confirmez votre adresse</h1>");
        assertThat(page.getResponseHeaders().getFirst("Content-Language")).isEqualTo("fr");
    }

    @Test
    void elseInOneThatTheBrowserAccepts() {
        String german = links.sign(claims("registration").claim("locale", "de"));

        assertThat(open(german, "it, fr;q=0.8, en;q=0.5").getResponseBody()).contains("<html lang=\"fr\">");
        assertThat(open(german, "it").getResponseBody()).contains("<html lang=\"en\">");
        assertThat(open("forged", "fr").getResponseBody()).contains("Ce lien ne fonctionne pas");
    }

    @Test
    void thePageKeepsToItself() throws Exception {
        EntityExchangeResult<String> page = open(registration());
        HttpHeaders headers = page.getResponseHeaders();

        assertThat(headers.getFirst("Cache-Control")).isEqualTo("no-store");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(headers.getFirst("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(headers.getFirst("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + digestOfStyle(page.getResponseBody())
                        + "'; img-src data:; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'");
    }

    private static String digestOfStyle(String html) throws Exception {
        Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(html);
        assertThat(style.find()).isTrue();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static void assertPage(EntityExchangeResult<String> page, int status, String heading) {
        assertThat(page.getStatus().value()).isEqualTo(status);
        assertThat(page.getResponseBody()).contains("<h1>" + heading + "</h1>");
    }

    private String confirmation() {
        return links.sign(claims("confirmation"));
    }

    private String registration() {
        return links.sign(claims("registration"));
    }

    private static JWTClaimsSet.Builder claims(String purpose) {
        return SignedLinks.claims(purpose, SUB, NOW.plusSeconds(3_600));
    }

    private EntityExchangeResult<String> open(String token) {
        return open(token, "en");
    }

    private EntityExchangeResult<String> open(String token, String languages) {
        return client.get()
                .uri("/links/{token}", token)
                .header("Accept-Language", languages)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> press(String token, String form) {
        return client.post()
                .uri("/links/{token}", token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue(form)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }
}
