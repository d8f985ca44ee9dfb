package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import signup.events.ActivationRefusal;
import signup.events.Dialect;
import signup.events.MailPurpose;
import signup.events.SignupRequested;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.ingress.activation.SignedLinks;
import signup.local.fixture.Fixture;

/** The last two dialects, captchas and link pages, over HTTP and Kafka, with no blocking call on the event loop. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "signup.ingress.reply-timeout=2s",
            "spring.kafka.producer.properties.delivery.timeout.ms=1500",
            "spring.kafka.producer.properties.request.timeout.ms=1000"
        })
@ActiveProfiles("local")
class PagesIT {

    private static final UUID SUB = UUID.fromString("8e7f200b-4bb4-57fa-8a91-cd03c0f0ade3");
    private static final String USER_ID = "8e7f200b4bb457fa8a91cd03";
    private static final String CODES = "/api/v2/account/verify/validation_code/";

    private static ScriptedWorker worker;
    private static SignedLinks links;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private WebTestClient client;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry properties) {
        properties.add("spring.kafka.bootstrap-servers", () -> Fixture.kafka().bootstrapServers());
        properties.add(
                "spring.kafka.properties.schema.registry.url",
                () -> Fixture.registry().url());
        IngressUnderTest.identify(properties);
    }

    @BeforeAll
    static void startWorker() {
        links = SignedLinks.with(Fixture.keys().resolve("link"));
        worker = ScriptedWorker.start(
                Fixture.kafka().bootstrapServers(), Fixture.registry().url());
    }

    @AfterAll
    static void stopWorker() {
        worker.close();
    }

    @BeforeEach
    void waitUntilReady() {
        worker.createEach(42);
        worker.activateEach(null);
        client = IngressUnderTest.clientOf(port);
        IngressUnderTest.waitUntilReady(managementPort);
    }

    @Test
    void authenticAnswersItsDocumentedExample() {
        EntityExchangeResult<String> answer = post("/api/users/", """
                {
                    "email": "john.doe@example.com",
                    "first_name": "John",
                    "last_name": "Doe",
                    "gender": 1,
                    "email": "john.doe@example.com",
                    "birthdate": "1981-06-01",
                    "birthplace": "Marseille",
                    "birthcountry": "France",
                    "preferred_username": "john",
                    "address_city": "New-York",
                    "send_registration_email": "True",
                    "send_registration_email_next_url": "http://www.entrouvert.com"
                }
                """);

        assertAnswer(
                answer,
                201,
                "{\"sub\":\"000000000000002a000000000000002a\",\"first_name\":\"John\",\"last_name\":\"Doe\","
                        + "\"email\":\"john.doe@example.com\",\"date_joined\":\"2026-03-20T13:16:44.991343Z\","
                        + "\"modified\":\"2026-03-20T13:16:44.991343Z\",\"is_active\":true}");
        SignupRequested request = requestOf(answer);
        assertThat(request.getDialect()).isEqualTo(Dialect.AUTHENTIC);
        assertThat(request.getClient()).isEqualTo("local");
        assertThat(request.getLocale()).isEqualTo("fr");
        assertThat(request.getMail().getPurpose()).isEqualTo(MailPurpose.REGISTRATION);
        assertThat(request.getMail().getNextUrl()).isEqualTo("http://www.entrouvert.com");
        assertThat(request.getAttributes()).containsEntry("gender", "1").containsEntry("birthdate", "1981-06-01");
    }

    @Test
    void authenticRefusesInItsForm() {
        worker.rejectEach(List.of(new Violation("email", ViolationReason.TAKEN)));

        assertAnswer(
                post("/api/users", "{\"first_name\":\"John\"}"),
                400,
                "{\"errors\":{\"last_name\":[\"Ce champ est obligatoire.\"]},\"result\":0}");
        assertAnswer(
                post("/api/users", "{\"first_name\":\"John\",\"last_name\":\"Doe\",\"email\":\"j@example.org\"}"),
                400,
                "{\"errors\":{\"email\":[\"email already used\"]},\"result\":0}");
        assertAnswer(
                client.post()
                        .uri("/api/users/")
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "en")
                        .headers(PagesIT::authenticate)
                        .bodyValue("[]")
                        .exchange(),
                400,
                "{\"errors\":{\"__all__\":[\"JSON parse error - not an object\"]},\"result\":0}");
        assertAnswer(
                client.post()
                        .uri("/api/users/")
                        .headers(headers -> headers.setBasicAuth("local", "wrong"))
                        .exchange(),
                401,
                "{\"errors\":\"Invalid username/password.\",\"result\":0}");
    }

    @Test
    void saymonAnswersItsDocumentedExample() {
        EntityExchangeResult<String> captcha = captcha();
        EntityExchangeResult<String> answer =
                signUp(captcha, captcha.getResponseHeaders().getFirst("X-Captcha-Answer"));

        assertAnswer(
                answer,
                200,
                "{\"login\":\"user_login\",\"email\":\"user_email@example.com\",\"status\":1,\"eventFilter\":[],"
                        + "\"objectPermissions\":{\"include\":[],\"exclude\":[]},"
                        + "\"permissions\":[\"manage-objects\",\"manage-links\",\"manage-service-properties\","
                        + "\"view-section-stat\",\"view-section-monitoring\",\"view-section-history-graph\"],"
                        + "\"contacts\":[],\"id\":\"000000000000002a00000000\"}");
        SignupRequested request = requestOf(answer);
        assertThat(request.getDialect()).isEqualTo(Dialect.SAYMON);
        assertThat(request.getUsername()).isEqualTo("user_login");
        assertThat(request.getChallenge().getPassed()).isTrue();
        assertThat(request.getMail().getPurpose()).isEqualTo(MailPurpose.CONFIRMATION);
        assertThat(request.getSealedPassword()).isNotNull();
    }

    @Test
    void aCaptchaIsPassedOnUnderOneId() {
        EntityExchangeResult<String> captcha = captcha();
        String solution = captcha.getResponseHeaders().getFirst("X-Captcha-Answer");
        SignupRequested first = requestOf(signUp(captcha, solution));
        worker.rejectEach(List.of(new Violation("challenge", ViolationReason.CHALLENGE_REUSED)));
        EntityExchangeResult<String> again = signUp(captcha, solution);

        assertThat(requestOf(again).getChallenge()).isEqualTo(first.getChallenge());
        assertAnswer(again, 400, "{\"code\":\"BadRequest\",\"message\":\"Captcha already used.\"}");
    }

    @Test
    void saymonRefusesInItsForm() {
        assertAnswer(signUp(captcha(), "????"), 400, "{\"code\":\"BadRequest\",\"message\":\"Wrong captcha.\"}");
        assertAnswer(
                post("/node/api/users/signup", "{\"token\":"),
                400,
                "{\"code\":\"InvalidContent\",\"message\":\"Invalid JSON: line 1, column 10\"}");
        assertAnswer(
                client.post().uri("/node/api/users/signup").exchange(),
                401,
                "{\"code\":\"Unauthorized\",\"message\":\"{\\\"errorCode\\\":3,\\\"message\\\":\\\"Not logged in.\\\"}\"}");
        assertAnswer(
                client.delete().uri("/node/api/users/captcha/").exchange(),
                405,
                "{\"code\":\"MethodNotAllowed\",\"message\":\"DELETE is not allowed.\"}");
        assertAnswer(
                client.get().uri("/node/api/users/nothing").exchange(),
                404,
                "{\"code\":\"ResourceNotFound\",\"message\":\"Resource is not found.\"}");
    }

    @Test
    void aProgramConfirmsARegistration() {
        assertAnswer(confirm(USER_ID, confirmation(), "{\"password\":null}"), 200, "\"Activation successful.\"");
        assertThat(worker.lastActivation().getSub()).isEqualTo(SUB);
        assertThat(worker.lastActivation().getSealedPassword()).isNull();
    }

    @Test
    void aProgramConfirmsWithANewPassword() throws Exception {
        assertAnswer(confirm(USER_ID, registration(), "{\"password\":\"2222\"}"), 200, "\"Activation successful.\"");
        assertThat(Unsealing.open(
                        worker.lastActivation().getSealedPassword(),
                        worker.lastActivation().getActivationId(),
                        Fixture.keys()))
                .isEqualTo("2222");
    }

    @Test
    void aProgramIsToldWhatIsWrongWithItsConfirmation() {
        String expired =
                links.sign(SignedLinks.claims("confirmation", SUB, Instant.now().minusSeconds(1)));

        assertAnswer(
                confirm(USER_ID, confirmation() + "x", "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Invalid token.\"}");
        assertAnswer(
                confirm(USER_ID, expired, "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Token expired.\"}");
        assertAnswer(
                confirm("5ec7ebe421ca22645150af09", confirmation(), "{\"password\":null}"),
                404,
                "{\"code\":\"ResourceNotFound\",\"message\":\"Resource is not found.\"}");
        assertAnswer(
                confirm(USER_ID, confirmation(), "{}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Mandatory \\\"password\\\" parameter is absent/empty.\"}");
        assertAnswer(
                confirm(USER_ID, registration(), "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Mandatory \\\"password\\\" parameter is absent/empty.\"}");
        worker.refuseEachActivation(ActivationRefusal.LINK_SPENT);
        assertAnswer(
                confirm(USER_ID, confirmation(), "{\"password\":null}"),
                400,
                "{\"code\":\"BadRequest\",\"message\":\"Token already used.\"}");
        worker.refuseEachActivation(ActivationRefusal.USER_UNKNOWN);
        assertThat(confirm(USER_ID, confirmation(), "{\"password\":null}")
                        .getStatus()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void aConfirmationThatIsNotDoneInTimeMayBeAskedForAgain() {
        worker.activate(request -> Optional.empty());
        String token = confirmation();
        EntityExchangeResult<String> answer = confirm(USER_ID, token, "{\"password\":null}");

        assertAnswer(
                answer, 503, "{\"code\":\"ServiceUnavailable\",\"message\":\"Service is temporarily unavailable.\"}");
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
        UUID first = worker.lastActivation().getActivationId();
        worker.activateEach(null);
        assertThat(confirm(USER_ID, token, "{\"password\":null}").getStatus().value())
                .isEqualTo(200);
        assertThat(worker.lastActivation().getActivationId()).isEqualTo(first);
    }

    @Test
    void aLinkOpensAPageWhoseButtonConfirms() {
        String token = confirmation();

        assertThat(client.head()
                        .uri("/links/" + token)
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .isEqualTo(200);
        EntityExchangeResult<String> page = client.get()
                .uri("/links/" + token + "/")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(page.getResponseBody()).contains("Confirm my address");
        assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy"))
                .startsWith("default-src 'none';");
        EntityExchangeResult<String> done = press(token, "");
        assertThat(done.getStatus().value()).isEqualTo(200);
        assertThat(done.getResponseBody()).contains("Your address is confirmed");
    }

    @Test
    void aPasswordIsChosenOnAPageAndTheBrowserGoesOn() throws Exception {
        worker.activateEach("http://www.entrouvert.com");
        EntityExchangeResult<String> done =
                press(registration(), "password=S%C3%A9same-ouvre-toi-1&confirmation=S%C3%A9same-ouvre-toi-1");

        assertThat(done.getStatus().value()).isEqualTo(303);
        assertThat(done.getResponseHeaders().getFirst("Location")).isEqualTo("http://www.entrouvert.com");
        assertThat(Unsealing.open(
                        worker.lastActivation().getSealedPassword(),
                        worker.lastActivation().getActivationId(),
                        Fixture.keys()))
                .isEqualTo("Sésame-ouvre-toi-1");
    }

    @Test
    void aPageWhoseWorkTakesLongSaysSo() {
        worker.activate(request -> Optional.empty());
        EntityExchangeResult<String> page = press(confirmation(), "");

        assertThat(page.getStatus().value()).isEqualTo(202);
        assertThat(page.getResponseBody()).contains("We are on it");
    }

    @Test
    void aPageTakesFormsOnly() {
        client.post()
                .uri("/links/" + registration())
                .header("Content-Type", "application/json")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        client.post()
                .uri("/links/" + registration())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("password=" + "x".repeat(1 << 20))
                .exchange()
                .expectStatus()
                .isEqualTo(413);
        client.put()
                .uri("/links/" + registration())
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "GET, HEAD, POST");
    }

    @Test
    void aValidationCodeIsCheckedTenTimesAMinuteAtMost() {
        assertAnswer(verify("{\"validation_code\":\" " + confirmation() + " \"}"), 200, "{\"is_valid\":true}");
        assertAnswer(verify("{\"validation_code\":\"ABCD\"}"), 200, "{\"is_valid\":false}");
        assertAnswer(
                verify("{}"),
                400,
                "{\"errors\":[{\"field\":\"validation_code\",\"messages\":[{\"message\":\"This field is required.\",\"code\":\"required\"}]}]}");
        for (Map.Entry<String, String> wrong :
                Map.of("null", "null", "\" \"", "blank", "5", "invalid").entrySet()) {
            assertThat(verify("{\"validation_code\":" + wrong.getKey() + "}").getResponseBody())
                    .contains("\"code\":\"" + wrong.getValue() + "\"");
        }
        for (int i = 6; i < 10; i++) {
            assertThat(verify("{\"validation_code\":\"ABCD\"}").getStatus().value())
                    .isEqualTo(200);
        }
        EntityExchangeResult<String> throttled = verify("{\"validation_code\":\"ABCD\"}");
        assertThat(throttled.getStatus().value()).isEqualTo(429);
        assertThat(throttled.getResponseBody()).contains("\"code\":\"throttled\"");
        assertThat(Integer.parseInt(throttled.getResponseHeaders().getFirst("Retry-After")))
                .isBetween(1, 60);
    }

    private EntityExchangeResult<String> captcha() {
        EntityExchangeResult<String> captcha = client.get()
                .uri("/node/api/users/captcha")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(captcha.getStatus().value()).isEqualTo(200);
        assertThat(captcha.getResponseBody()).startsWith("{\"captcha\":\"<svg ");
        return captcha;
    }

    private EntityExchangeResult<String> signUp(EntityExchangeResult<String> captcha, String solution) {
        String token = captcha.getResponseBody().replaceAll(".*\"token\":\"([^\"]*)\"}", "$1");
        return post(
                "/node/api/users/signup",
                "{\"token\":\"" + token + "\",\"captcha\":\"" + solution
                        + "\",\"login\":\"user_login\",\"email\":\"user_email@example.com\",\"password\":\"1111\"}");
    }

    private EntityExchangeResult<String> post(String path, String body) {
        return client.post()
                .uri(path)
                .header("Content-Type", "application/json")
                .headers(PagesIT::authenticate)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> confirm(String id, String token, String body) {
        return client.post()
                .uri("/node/api/users/" + id + "/confirm/" + token)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> verify(String body) {
        return client.post()
                .uri(CODES)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> press(String token, String form) {
        return client.post()
                .uri("/links/" + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue(form)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static void authenticate(HttpHeaders headers) {
        headers.setBasicAuth("local", "local");
    }

    private static String confirmation() {
        return links.sign(claims("confirmation"));
    }

    private static String registration() {
        return links.sign(claims("registration"));
    }

    private static JWTClaimsSet.Builder claims(String purpose) {
        return SignedLinks.claims(purpose, SUB, Instant.now().plusSeconds(600));
    }

    private static SignupRequested requestOf(EntityExchangeResult<?> answer) {
        return worker.seen(UUID.fromString(answer.getResponseHeaders().getFirst("Signup-Id")))
                .event();
    }

    private static void assertAnswer(WebTestClient.ResponseSpec answer, int status, String body) {
        assertAnswer(answer.expectBody(String.class).returnResult(), status, body);
    }

    private static void assertAnswer(EntityExchangeResult<String> answer, int status, String body) {
        assertThat(answer.getStatus().value() + " " + answer.getResponseBody()).isEqualTo(status + " " + body);
    }
}
