package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signup.local.fixture.Requirement;

/** The printed requests, pasted into a shell, with a server in the ingress's place that notes what it gets. */
class AnnouncementIT {

    private static final String CAPTCHA = "/node/api/users/captcha";

    private record Request(String path, String authorization, JsonNode body) {}

    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private String announcement;

    @BeforeAll
    static void needsWhatIsPasted() {
        Requirement.CURL.orSkip();
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::note);
        server.start();
        announcement = Announcement.of(new Ports(server.getAddress().getPort() - 8080), "a.b.c");
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void everyPastedRequestIsWellFormed(String shell) throws Exception {
        paste(shell);

        assertThat(requests.stream().map(Request::path).distinct())
                .containsExactly(
                        "/api/v2/sso/signup/", "/api/v2/account/create/", "/api/users/", "/node/api/users/signup");
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.body().isObject()).isTrue());
    }

    @Test
    void aRequestPastedAgainHasFreshNames() throws Exception {
        paste("bash");
        paste("bash");

        assertThat(values("/api/v2/sso/signup/", "username"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(values("/api/v2/sso/signup/", "ext_id")).doesNotHaveDuplicates();
        assertThat(values("/api/v2/account/create/", "email"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(values("/api/users/", "email")).doesNotHaveDuplicates().hasSize(2);
        assertThat(values("/node/api/users/signup", "login"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void theCaptchasTokenAndAnswerArePassedOn(String shell) throws Exception {
        paste(shell);

        assertThat(values("/node/api/users/signup", "token")).containsExactly("sealed+/=token");
        assertThat(values("/node/api/users/signup", "captcha")).containsExactly("1qTY");
        assertThat(values("/node/api/users/signup", "password")).containsExactly("1111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void eachDialectGetsItsCredentials(String shell) throws Exception {
        paste(shell);

        Map<String, String> credentials = Map.of(
                "/api/v2/sso/signup/", "Bearer a.b.c",
                "/api/v2/account/create/", "Bearer a.b.c",
                "/api/users/", "Basic bG9jYWw6bG9jYWw=",
                "/node/api/users/signup", "Basic bG9jYWw6bG9jYWw=");
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo(credentials.get(request.path())));
    }

    private List<String> values(String path, String field) {
        return requests.stream()
                .filter(request -> request.path().equals(path))
                .map(request -> request.body().get(field).asText())
                .toList();
    }

    /** What a person copies: from each line that begins a command to the next empty line. */
    private void paste(String shell) throws Exception {
        StringBuilder commands = new StringBuilder();
        for (String paragraph : announcement.split("\n\n")) {
            for (String start : List.of("captcha=", "curl ")) {
                int from = ("\n" + paragraph).indexOf("\n" + start);
                if (from >= 0) {
                    commands.append(paragraph.substring(from)).append('\n');
                    break;
                }
            }
        }
        Process process = new ProcessBuilder(shell, "-c", commands.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private void note(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"captcha\":\"<svg a=\\\"b\\\"/>\",\"token\":\"sealed+/=token\"}"
                    .getBytes(StandardCharsets.UTF_8);
            if (path.equals(CAPTCHA)) {
                exchange.getResponseHeaders().set("X-Captcha-Answer", "1qTY");
            } else {
                requests.add(new Request(
                        path,
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        new ObjectMapper().readTree(body)));
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
