package signup.registration.codes;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import signup.registration.model.CodeKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a worker's management port. Blocks. */
final class CodesClient {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What was asked is not done; the message tells why, for people. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String url;
    private final String token;

    CodesClient(String url, String token) {
        this.url = url.replaceAll("/+$", "");
        this.token = token;
    }

    JsonNode list(CodeKind kind, int limit, @Nullable String before) throws RefusedException {
        return JSON.readTree(
                send("GET", path(kind) + "?limit=" + limit + (before == null ? "" : "&before=" + before), null));
    }

    JsonNode issue(CodeKind kind, Map<String, Object> order) throws RefusedException {
        return JSON.readTree(send("POST", path(kind), JSON.writeValueAsString(order)));
    }

    void revoke(CodeKind kind, String code) throws RefusedException {
        send("DELETE", path(kind) + "?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8), null);
    }

    private static String path(CodeKind kind) {
        return "/ops/" + kind.name().toLowerCase(Locale.ROOT) + "-codes";
    }

    private String send(String method, String path, @Nullable String body) throws RefusedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new RefusedException(reason(response));
            }
            return response.body();
        } catch (IllegalArgumentException e) {
            throw new RefusedException("This is no address, or the token cannot be one: " + url);
        } catch (IOException e) {
            throw new RefusedException("The registration worker does not answer at " + url + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Interrupted");
        }
    }

    /** As the problem's text says, and what is wrong with each option. */
    private static String reason(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            StringJoiner lines = new StringJoiner("\n");
            lines.add(problem.path("detail").asString("Status " + response.statusCode()));
            problem.path("errors")
                    .forEach(error -> lines.add("  "
                            + error.path("pointer").asString("").replaceFirst("^#/", "") + ": "
                            + error.path("detail").asString("")));
            return lines.toString();
        } catch (JacksonException e) {
            return "Status " + response.statusCode() + ", which is no answer of a registration worker's";
        }
    }
}
