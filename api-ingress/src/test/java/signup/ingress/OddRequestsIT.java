package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import signup.local.fuzz.Wire;

/** Requests as no documented client sends them, down to what HTTP itself does not know. */
class OddRequestsIT extends ScriptedPipeline {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USERS = "/api/users/";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("local:local".getBytes(StandardCharsets.US_ASCII));

    @ParameterizedTest
    @CsvSource({
        "/api/users, 201",
        "/api/users/, 201",
        "/api/users/?format=json&x=%00, 201",
        "/api/users?, 201",
        "/api/%75sers/, 201",
        "/api/users/;v=1, 404",
        "/api/users;v=1, 404",
        "/api/users;v=1/, 404",
        "/api;v=1/users/, 404",
        "/api/users?a=;v=1, 201",
        "/api/users//, 201",
        "//api/users/, 404",
        "///, 404",
        "/api//users/, 404",
        "/api%2Fusers/, 404",
        "/api/users/%2e%2e/users/, 404",
        "/api/users/%zz, 400",
        "/api/users/%00, 404",
        "http://evil.example/api/users/, 201"
    })
    void aPathIsWhatItDecodesTo(String target, int status) throws IOException {
        assertThat(answerTo("POST " + target, "Content-Type: application/json", body())
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users/;a=b", "/api/users;a=b", "/api/users;v=1/"})
    void aPathWithParametersIsNotFoundInTheFormOfItsDialect(String target) throws IOException {
        Wire.Answer answer = answerTo("POST " + target, "Content-Type: application/json", body());

        assertThat(answer.status() + " " + answer.text()).isEqualTo("404 {\"errors\":\"Pas trouvé.\",\"result\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/users/%zz     | {\"errors\":{\"__all__\":[\"Requête malformée : JSON non valide (the target cannot be read).\"]},\"result\":0}",
                "/api/users/?a=%zz  | {\"errors\":{\"__all__\":[\"Requête malformée : JSON non valide (the target cannot be read).\"]},\"result\":0}",
                "/api/v2/account/%  | {\"errors\":[{\"message\":\"JSON parse error - the target cannot be read\",\"code\":\"parse_error\"}]}",
                "/node/api/users/^   | {\"code\":\"InvalidContent\",\"message\":\"Invalid JSON: the target cannot be read\"}",
                "/%zz               | {\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"Not a JSON object: the target cannot be read\"}"
            })
    void aTargetThatIsNoUriIsRefusedInTheFormOfItsPath(String target, String text) throws IOException {
        Wire.Answer answer = answerTo("POST " + target, "Content-Type: application/json", body());

        assertThat(answer.status() + " " + answer.text()).isEqualTo("400 " + text);
        assertThat(answer.endsConnection()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, '', 400",
        "HTTP/1.1, 'Host: a|Host: b|', 400",
        "HTTP/1.1, 'Host: a|Host: a|', 400",
        "HTTP/1.0, 'Host: a|Host: b|', 400",
        "HTTP/1.1, 'Host:|', 201",
        "HTTP/1.1, 'Host: a|', 201",
        "HTTP/1.0, '', 201"
    })
    void aRequestSaysOnceWhichHostItIsFor(String version, String hosts, int status) throws IOException {
        String body = body();
        try (Wire wire = Wire.open(port)) {
            Wire.Answer answer = wire.send("POST " + USERS + " " + version + "\r\n" + hosts.replace("|", "\r\n")
                            + "Authorization: " + BASIC + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .answer(PATIENCE, false)
                    .orElseThrow();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(status == 201
                            || answer.text()
                                    .equals("{\"errors\":{\"__all__\":[\"Requête malformée : JSON non valide"
                                            + " (the host is to be named once).\"]},\"result\":0}"))
                    .as(answer.text())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}", "2\r\n{}X\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFF\r\n{}"})
    void chunksThatAreNoneAreRefusedAndNoFaultOfOurs(String chunks) throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger lastResort = (Logger) LoggerFactory.getLogger("signup.ingress.http.LastResort");
        log.start();
        lastResort.addAppender(log);
        try (Wire wire = Wire.open(port)) {
            Wire.Answer answer = wire.send(
                            head("POST " + USERS, "Transfer-Encoding: chunked\r\nContent-Type: application/json"))
                    .send(chunks)
                    .answer(PATIENCE, false)
                    .orElseThrow();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(wire.isClosedWithin(PATIENCE)).isTrue();
            await().during(Duration.ofMillis(300)).until(log.list::isEmpty);
        } finally {
            lastResort.detachAppender(log);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "PROPFIND", "NONSENSE"})
    void otherMethodsAreToldWhichThereAre(String method) throws IOException {
        try (Wire wire = Wire.open(port)) {
            Wire.Answer answer = wire.send(method + " " + USERS + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer(PATIENCE, method.equals("HEAD"))
                    .orElseThrow();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("allow", "POST");
            if (!method.equals("HEAD")) {
                assertThat(answer.text())
                        .isEqualTo("{\"errors\":\"Méthode \\\"" + method + "\\\" non autorisée.\",\"result\":0}");
            }
            assertThat(wire.send("GET /signups/challenge HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer(PATIENCE, false))
                    .as("the connection goes on")
                    .hasValueSatisfying(next -> assertThat(next.status()).isEqualTo(200));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                   | 201",
                "APPLICATION/JSON                   | 201",
                "application/json;charset=UTF-8     | 201",
                "application/json; charset=\"utf-8\" | 201",
                "application/json; charset=utf8     | 201",
                "application/vnd.users+JSON         | 201",
                "application/json; charset=latin1   | 415",
                "application/json; charset=utf-16   | 415",
                "application/json; charset=klingon  | 415",
                "application/x-www-form-urlencoded  | 415",
                "multipart/form-data; boundary=x    | 415",
                "text/plain                         | 415",
                "json                               | 415",
                "*/*                                | 415",
                "application/json, text/plain       | 415",
                ";                                  | 415",
                "\"application/json                  | 415",
                "\"[]/=]/a%                          | 415"
            })
    void theBodyIsJsonInUtf8(String contentType, int status) throws IOException {
        assertThat(answerTo("POST " + USERS, "Content-Type: " + contentType, body())
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aBodyWithoutATypeIsReadAsJson() throws IOException {
        assertThat(answerTo("POST " + USERS, "X: y", body()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"text/html", "application/xml;q=1, */*;q=0", "nonsense;;=", "image/*"})
    void theAnswerIsJsonWhateverTheClientAccepts(String accept) throws IOException {
        Wire.Answer answer = answerTo("POST " + USERS, "Content-Type: application/json\r\nAccept: " + accept, body());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void aCompressedBodyIsNotUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body().getBytes(StandardCharsets.UTF_8));
        }
        String packed = bytes.toString(StandardCharsets.ISO_8859_1);

        assertThat(answerTo("POST " + USERS, "Content-Type: application/json\r\nContent-Encoding: gzip", packed)
                        .status())
                .isEqualTo(415);
        assertThat(answerTo("POST " + USERS, "Content-Type: application/json", packed)
                        .status())
                .isEqualTo(400);
        assertThat(answerTo("POST " + USERS, "Content-Type: application/json\r\nContent-Encoding: identity", body())
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``",
                "` `",
                "null",
                "[]",
                "[{}]",
                "\"{}\"",
                "{",
                "{\"first_name\":\"J\",\"last_name\":\"D\"}x",
                "{\"first_name\":\"J\",\"last_name\":\"D\",}",
                "{first_name:\"J\"}"
            })
    void whatIsNoObjectIsMalformed(String body) throws IOException {
        Wire.Answer answer = answerTo("POST " + USERS, "Content-Type: application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).startsWith("{\"errors\":{\"__all__\":[\"Requête malformée : JSON non valide (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: -1",
                "Content-Length: ten",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: \u000bchunked",
                "No colon here",
                ": no name",
                "Spaced : name",
                "Nul: a\u0000b"
            })
    void aRequestWhoseEndNobodyKnowsIsRefusedOrItsConnectionEnds(String header) throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.send(head("POST " + USERS, "Content-Type: application/json\r\n" + header) + "0\r\n\r\n");
            wire.endSending();
            wire.answer(PATIENCE, false)
                    .ifPresent(answer -> assertThat(answer.status()).isBetween(400, 499));
            assertThat(wire.isClosedWithin(PATIENCE)).isTrue();
        }
    }

    @Test
    void aLengthThatIsTooShortCutsTheBodyAndEndsTheConnection() throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.send(head("POST " + USERS, "Content-Length: 10\r\nContent-Type: application/json") + body());
            assertThat(wire.answer(PATIENCE, false).orElseThrow().status()).isEqualTo(400);
            wire.endSending();
            assertThat(wire.isClosedWithin(PATIENCE)).isTrue();
        }
    }

    @Test
    void aGreatLengthIsRefusedBeforeTheBodyCameAndTheConnectionEnds() throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.send(head("POST " + USERS, "Content-Length: 10000000000\r\nContent-Type: application/json"));
            assertThat(wire.answer(PATIENCE, false).orElseThrow().status()).isEqualTo(413);
            assertThat(bytesTakenBy(wire)).isLessThan(64 << 20);
        }
    }

    @Test
    void whoAsksFirstIsNotToldToGoOnWithTooGreatABody() throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.send(head(
                    "POST " + USERS,
                    "Expect: 100-continue\r\nContent-Length: 2000000\r\nContent-Type: application/json"));
            assertThat(wire.answer(PATIENCE, false).orElseThrow().status()).isEqualTo(413);
        }
        try (Wire wire = Wire.open(port)) {
            wire.send(head(
                    "POST " + USERS,
                    "Expect: 100-continue\r\nContent-Length: " + body().length()
                            + "\r\nContent-Type: application/json"));
            wire.send(body());
            assertThat(wire.answer(PATIENCE, false).orElseThrow().status()).isEqualTo(201);
        }
    }

    @Test
    void endlessChunksAreRefusedAndTheConnectionEnds() throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.send(head("POST " + USERS, "Transfer-Encoding: chunked\r\nContent-Type: application/json"));
            String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
            for (int sent = 0; sent < 20; sent++) {
                wire.send(chunk);
            }
            assertThat(wire.answer(PATIENCE, false).orElseThrow().status()).isEqualTo(413);
            assertThat(bytesTakenBy(wire)).isLessThan(64 << 20);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"first_name\":\"J\",\"last_name\":\"D\",\"first_name\":\"K\"} | 201",
                "{\"first_name\":5,\"first_name\":null,\"last_name\":\"D\"} | 400",
                "{\"first_name\":\"J\\u0000\",\"last_name\":\"D\"} | 400",
                "{\"first_name\":\"J\\ud83d\",\"last_name\":\"D\"} | 400",
                "{\"first_name\":\"\\u202eJ\",\"last_name\":\"D\"} | 400",
                "{\"first_name\":\"J\",\"last_name\":\"D\",\"username\":\"a\\u200bb\"} | 400",
                "{\"first_name\":\"J\",\"last_name\":\"D\",\"email\":\"a\\u200db@example.org\"} | 400",
                "{\"first_name\":\"J\",\"last_name\":\"D\",\"email\":\"\\\"a b\\\"@example.org\"} | 400",
                "{\"first_name\":1e999999999,\"last_name\":\"D\"} | 201",
                "{\"first_name\":\"J\",\"last_name\":\"D\",\"\\ud800\":1} | 400",
                "{\"first_name\":\"J\",\"last_name\":\"D\",\"__proto__\":{}} | 400",
                "{\"first_name\":\"J\",\"last_name\":\"D\",\"\":\"\"} | 400"
            })
    void oddTextsAreAnsweredAsTheirFieldsRulesSay(String body, int status) throws IOException {
        assertThat(answerTo("POST " + USERS, "Content-Type: application/json", body)
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"/api/v2/sso/signup/", "/api/v2/account/create/", USERS, "/node/api/users/signup", "/signups"})
    void bombsAreRefusedAtOnceInEveryDialect(String path) {
        String[] bombs = {
            "{\"username\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
            "{\"username\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}",
            "{\"ext_id\":" + "9".repeat(500_000) + "}",
            "{\"ext_id\":1e99999999999}",
            "{" + "\"a\":0,".repeat(150_000) + "\"a\":1}",
            "{\"" + "k".repeat(500_000) + "\":0}"
        };
        for (String bomb : bombs) {
            client.post()
                    .uri(path)
                    .header("Content-Type", "application/json")
                    .headers(headers -> authenticate(headers, path))
                    .bodyValue(bomb)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    @Test
    void aKeyThatCannotBeOneCostsNoCaptcha() {
        String captcha = client.get()
                .uri("/node/api/users/captcha")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        String body = "{\"token\":\"" + captcha.replaceAll(".*\"token\":\"([^\"]*)\"}", "$1")
                + "\",\"captcha\":\"wrong\",\"login\":\"l\",\"email\":\"e@example.org\",\"password\":\"p\"}";
        for (String key : new String[] {"\"open", "k".repeat(256)}) {
            client.post()
                    .uri("/node/api/users/signup")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .headers(ScriptedPipeline::authenticate)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody(String.class)
                    .isEqualTo("{\"code\":\"BadRequest\",\"message\":\"The idempotency key is not valid.\"}");
        }
    }

    @Test
    void aKeyIsTheSameInQuotationMarks() throws IOException {
        String key = UUID.randomUUID().toString();
        String body = body();
        String type = "Content-Type: application/json\r\nIdempotency-Key: ";
        Wire.Answer bare = answerTo("POST " + USERS, type + key, body);
        Wire.Answer quoted = answerTo("POST " + USERS, type + '"' + key + '"', body);
        Wire.Answer several = answerTo("POST " + USERS, type + key + "\r\nIdempotency-Key: other", body);

        assertThat(quoted.headers().get("signup-id")).isEqualTo(bare.headers().get("signup-id"));
        assertThat(several.status()).isEqualTo(400);
    }

    @Test
    void aStatusThatCannotBeReadIsUnavailable() {
        // This ingress has no database.
        client.method(HttpMethod.GET)
                .uri("/signups/" + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "2")
                .expectHeader()
                .contentType("application/problem+json");
    }

    private static void authenticate(org.springframework.http.HttpHeaders headers, String path) {
        if (path.startsWith("/api/v2")) {
            headers.setBearerAuth(Tokens.admin());
        } else if (!path.equals("/signups")) {
            authenticate(headers);
        }
    }

    /** How much the server takes before it ends the connection. */
    private static long bytesTakenBy(Wire wire) throws IOException {
        byte[] junk = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        long taken = 0;
        try {
            while (taken < 1L << 30) {
                wire.send(junk);
                taken += junk.length;
            }
        } catch (IOException closed) {
            return taken;
        }
        return taken;
    }

    private Wire.Answer answerTo(String methodAndTarget, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(
                body.chars().anyMatch(c -> c > 0xFF) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        try (Wire wire = Wire.open(port)) {
            return wire.send(head(methodAndTarget, "Content-Length: " + bytes.length + "\r\n" + headers))
                    .send(bytes)
                    .answer(PATIENCE, false)
                    .orElseThrow();
        }
    }

    private static String head(String methodAndTarget, String headers) {
        return methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + BASIC + "\r\n" + headers
                + "\r\n\r\n";
    }

    private static String body() {
        return "{\"first_name\":\"John\",\"last_name\":\"Doe\",\"username\":\"u-" + UUID.randomUUID() + "\"}";
    }
}
