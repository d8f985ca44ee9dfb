package signup.benchmarks.scenario;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.Identities;
import signup.benchmarks.load.RequestTemplate;
import signup.local.Token;

/** Signups over HTTP in the first dialect, with the local profile's secret. */
final class FirstDialect {

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/api/v2/sso/signup/";

    private FirstDialect() {}

    /** Signups that wait for the decision: a right answer names the user. */
    static HttpLoad waiting(int port, boolean withPassword) {
        return load(port, withPassword, Map.of(), (name, body) -> body.contains("\"username\":\"" + name + "\""));
    }

    /** Signups whose client does not wait: a right answer says that the decision is to come. */
    static HttpLoad notWaiting(int port) {
        return load(
                port,
                false,
                Map.of("Prefer", "respond-async"),
                (name, body) -> body.contains("\"status\":\"pending\""));
    }

    private static HttpLoad load(
            int port, boolean withPassword, Map<String, String> headers, BiPredicate<String, String> check) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Authorization", "Bearer " + Token.issue(Token.Role.ADMIN, Instant.now(), UUID.randomUUID()));
        all.putAll(headers);
        Identities identities = new Identities(System.nanoTime());
        return new HttpLoad(
                HOST, port, RequestTemplate.post(HOST + ":" + port, PATH, all, json(withPassword), identities), check);
    }

    private static String json(boolean withPassword) {
        String name = RequestTemplate.NAME;
        String password = withPassword ? ",\"password\":\"Pa55word-of-the-bench\"" : "";
        return "{\"ext_id\":\"ext-" + name + "\",\"username\":\"" + name + "\",\"email\":\"" + name + "@bench.example\""
                + password + "}";
    }
}
