package signup.ingress.activation;

import java.util.List;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Violation;
import signup.ingress.http.Answers;
import signup.ingress.http.Bodies;
import signup.ingress.http.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /api/v2/account/verify/validation_code/}: tells whether a validation code, which is the token of a mailed
 * link, is good, and changes nothing. A code that was used before is still a good one.
 */
final class ValidationCodes {

    private static final String FIELD = "validation_code";

    private final LinkTokens tokens;
    private final Bodies bodies;

    ValidationCodes(LinkTokens tokens, Bodies bodies) {
        this.tokens = tokens;
        this.bodies = bodies;
    }

    Mono<ServerResponse> verify(ServerRequest request) {
        return bodies.json(request).map(this::answer).flatMap(Answers::respond);
    }

    private Answer answer(ObjectNode body) {
        boolean valid = tokens.read(code(body)) instanceof LinkReading.Good;
        return Answer.json(200, json -> {
            json.writeStartObject();
            json.writeBooleanProperty("is_valid", valid);
            json.writeEndObject();
        });
    }

    private static String code(ObjectNode body) {
        JsonNode code = body.get(FIELD);
        if (code == null) {
            throw violated(Violation.Rule.REQUIRED);
        }
        if (code.isNull()) {
            throw violated(Violation.Rule.NULL);
        }
        if (!code.isString()) {
            throw violated(Violation.Rule.NOT_TEXT);
        }
        String text = code.stringValue().strip();
        if (text.isEmpty()) {
            throw violated(Violation.Rule.BLANK);
        }
        return text;
    }

    private static RefusedException violated(Violation.Rule rule) {
        return new RefusedException(new Refusal.Violated(List.of(Violation.of(FIELD, rule))));
    }
}
