package signup.benchmarks.scenario;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.Identities;
import signup.benchmarks.load.RequestTemplate;

/** Signups over HTTP in the first dialect, with the local profile's secret. */
final class FirstDialect {

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/api/v2/sso/signup/";
    private static final String SECRET = "local-development-secret-do-not-use-elsewhere";
    private static final String ADMIN = "1";
    private static final long LIFETIME_SECONDS = 24 * 3600;

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
        all.put("Authorization", "Bearer " + token());
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

    private static String token() {
        long now = Instant.now().getEpochSecond();
        String payload = "{\"token_type\":\"access\",\"user_id\":" + ADMIN + ",\"iat\":" + now + ",\"exp\":"
                + (now + LIFETIME_SECONDS) + ",\"jti\":\"" + UUID.randomUUID() + "\"}";
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(payload.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(hmac(signed));
    }

    private static byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
