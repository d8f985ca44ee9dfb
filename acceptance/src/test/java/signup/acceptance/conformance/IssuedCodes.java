package signup.acceptance.conformance;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import signup.acceptance.Api;
import tools.jackson.databind.json.JsonMapper;

/** Invite and promo codes, issued by an operator on the worker's management port. */
final class IssuedCodes {

    private static final JsonMapper JSON = new JsonMapper();

    private final Api management;
    private final Supplier<String> token;

    IssuedCodes(URI management, Supplier<String> token) {
        this.management = new Api(management);
        this.token = token;
    }

    /** A new one of that kind, on these terms: {@code uses=2 role=editor tags=8,9}. */
    String issue(String kind, String terms) {
        Map<String, Object> order = new LinkedHashMap<>();
        Arrays.stream(terms.split(" ")).filter(term -> !term.isEmpty()).forEach(term -> {
            String[] nameAndValue = term.split("=", 2);
            order.put(nameAndValue[0], value(nameAndValue[0], nameAndValue[1]));
        });
        var issued = management.post(
                "/ops/" + kind + "-codes", JSON.writeValueAsString(order), "Authorization", "Bearer " + token.get());
        if (issued.statusCode() != 201) {
            throw new AssertionError("No code: " + issued.statusCode() + " " + issued.body());
        }
        return JSON.readTree(issued.body()).at("/codes/0/code").asString();
    }

    private static Object value(String name, String text) {
        return switch (name) {
            case "uses" -> Integer.valueOf(text);
            case "tags" -> List.of(text.split(",")).stream().map(Long::valueOf).toList();
            default -> text;
        };
    }
}
