package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import signup.local.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who manages codes on the worker's management port. */
record CodesOperator(Pipeline pipeline) {

    static final String INVITES = "/ops/invite-codes";
    static final String PROMOS = "/ops/promo-codes";
    static final String ADMIN = "Bearer " + token(Token.Role.ADMIN);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The codes that were made to this order. */
    List<String> issue(String path, String order) {
        HttpResponse<String> issued = call("POST", path, ADMIN, order);
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        return namesIn(json(issued));
    }

    static List<String> namesIn(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("codes").forEach(code -> names.add(code.path("code").asString()));
        return names;
    }

    /** What the list says of this code. */
    JsonNode listed(String path, String code) {
        for (JsonNode each :
                json(call("GET", path + "?limit=1000", ADMIN, null)).path("codes")) {
            if (each.path("code").asString().equals(code)) {
                return each;
            }
        }
        throw new AssertionError(code + " is not listed");
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** What the management port answers, whatever it is. */
    HttpResponse<String> call(String method, String path, String authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the management port. */
    String address() {
        return "http://127.0.0.1:" + pipeline.worker().getEnvironment().getRequiredProperty("local.server.port");
    }

    static String token(Token.Role role) {
        return Token.issue(role, Instant.now(), UUID.randomUUID());
    }
}
