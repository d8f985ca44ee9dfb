package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static signup.registration.CodesOperator.ADMIN;
import static signup.registration.CodesOperator.INVITES;
import static signup.registration.CodesOperator.PROMOS;
import static signup.registration.CodesOperator.json;
import static signup.registration.CodesOperator.namesIn;
import static signup.registration.CodesOperator.token;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.events.SignupRequested;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.local.Token;
import signup.schemas.Topics;
import tools.jackson.databind.JsonNode;

/** How operators issue, list and take back invite and promo codes. */
class CodeEndpointsIT {

    private static Pipeline pipeline;
    private static CodesOperator operator;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started();
        operator = new CodesOperator(pipeline);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /ops/invite-codes",
        "POST, /ops/promo-codes",
        "DELETE, /ops/invite-codes/X",
        "GET, /ops",
        "PUT, /ops/x"
    })
    void whoIsNoAdminLearnsNothing(String method, String path) {
        HttpResponse<String> nobody = operator.call(method, path, null, "{}");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(nobody.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"Send a bearer token of an admin.\"}");
        assertThat(operator.call(method, path, "Bearer nonsense", "{}").statusCode())
                .isEqualTo(401);
        assertThat(operator.call(method, path, "Bearer " + token(Token.Role.MEMBER), "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void codesAreListedPageByPageTheNewestFirst() {
        List<String> codes = operator.issue(
                INVITES, "{\"count\":5,\"email\":\"ada@example.org\",\"expires_at\":\"2099-01-01T00:00:00Z\"}");

        JsonNode first = json(operator.call("GET", INVITES + "?limit=2", ADMIN, null));
        JsonNode second = json(operator.call(
                "GET", INVITES + "/?limit=2&before=" + first.path("next").asString(), ADMIN, null));

        assertThat(namesIn(first)).containsExactly(codes.get(4), codes.get(3));
        assertThat(namesIn(second)).containsExactly(codes.get(2), codes.get(1));
        assertThat(first.path("codes").get(0).toString())
                .matches("\\{\"code\":\"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}\",\"uses\":1,\"used\":0,"
                        + "\"expires_at\":\"2099-01-01T00:00:00Z\",\"email\":\"ada@example.org\",\"role\":null,\"tags\":\\[],"
                        + "\"created_at\":\"[^\"]+Z\",\"created_by\":\"user:1\"}");
        assertThat(operator.call("GET", INVITES + "?limit=0", ADMIN, null).statusCode())
                .isEqualTo(400);
        assertThat(operator.call("GET", INVITES + "?before=x", ADMIN, null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCodeThatIsTakenBackIsUnknownAndItsNameIsFree() {
        String name = "Name-" + UUID.randomUUID();
        operator.issue(PROMOS, "{\"code\":\"" + name + "\"}");
        HttpResponse<String> again = operator.call("POST", PROMOS, ADMIN, "{\"code\":\"" + name.toUpperCase() + "\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"pointer\":\"#/code\"");

        assertThat(operator.call("DELETE", PROMOS + "/" + name.toLowerCase(), ADMIN, null)
                        .statusCode())
                .isEqualTo(204);

        assertThat(operator.call("DELETE", PROMOS + "?code=" + name, ADMIN, null)
                        .statusCode())
                .isEqualTo(404);
        SignupRequested request = Signups.request().setPromoCode(name).build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 1, request, Map.of());
        assertThat(pipeline.awaitRejected(request.getSignupId()).getViolations())
                .containsExactly(new Violation("promo_code", ViolationReason.CODE_UNKNOWN));
        operator.issue(PROMOS, "{\"code\":\"" + name + "\"}");
    }

    @Test
    void whatIsWrongWithAnOrderIsAllSaid() {
        HttpResponse<String> wrong = operator.call(
                "POST",
                INVITES,
                ADMIN,
                "{\"count\":0,\"uses\":\"many\",\"expires_at\":\"2001-01-01T00:00:00Z\",\"role\":\"king\",\"tags\":[-1],\"x\":1}");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        List<String> pointers = new ArrayList<>();
        json(wrong)
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        assertThat(pointers).containsExactly("#/x", "#/count", "#/uses", "#/expires_at", "#/role", "#/tags");
        assertThat(operator.call("POST", INVITES, ADMIN, "[]").statusCode()).isEqualTo(400);
        assertThat(operator.call("POST", INVITES, ADMIN, "{").statusCode()).isEqualTo(400);
        assertThat(operator.call("POST", INVITES, ADMIN, "{\"code\":\"" + "x".repeat(400_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<String> put = operator.call("PUT", INVITES, ADMIN, "{}");
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow").orElse("")).contains("GET", "POST", "DELETE");
        assertThat(operator.call("GET", "/ops/others", ADMIN, null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void operatorsHaveItInTheirTerminal() throws Exception {
        String name = "Terminal-" + UUID.randomUUID();

        Process created = terminal("create", "promo", "--code", name, "--expires", "P30D", "--uses", "12");

        assertThat(new String(created.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(name + "\n");
        assertThat(created.waitFor()).isZero();
        Process listed = terminal("list", "PROMO", "--limit", "1");
        assertThat(new String(listed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("code")
                .contains(name + "  0     12    -");
        Process again = terminal("create", "promo", "--code", name);
        assertThat(new String(again.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("There is such a code.", "code: Take another one");
        assertThat(again.waitFor()).isEqualTo(1);
    }

    private static Process terminal(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RegistrationApplication.class.getName(),
                "ops",
                "codes"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SIGNUP_OPS_URL", operator.address());
        builder.environment().put("SIGNUP_OPS_TOKEN", token(Token.Role.ADMIN));
        return builder.start();
    }
}
