package signup.ingress.http;

import org.springframework.http.HttpStatus;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;

/** Refusals outside every dialect, as problem details (RFC 9457). */
final class PublicForm {

    private static final String PROBLEM = "application/problem+json";

    private PublicForm() {}

    static Answer of(Refusal refusal) {
        HttpStatus status = statusOf(refusal);
        Answer answer = Answer.json(status.value(), json -> {
                    json.writeStartObject();
                    json.writeStringProperty("type", "about:blank");
                    json.writeStringProperty("title", status.getReasonPhrase());
                    json.writeNumberProperty("status", status.value());
                    if (refusal instanceof Refusal.BadJson bad) {
                        json.writeStringProperty("detail", "Not a JSON object: " + bad.detail());
                    }
                    if (refusal instanceof Refusal.Unavailable unavailable) {
                        unavailable.signupId().ifPresent(id -> json.writeStringProperty("signup_id", id.toString()));
                    }
                    json.writeEndObject();
                })
                .as(PROBLEM);
        return refusal instanceof Refusal.Unauthenticated
                ? answer.with("WWW-Authenticate", "Bearer, Basic realm=\"api\"")
                : answer;
    }

    private static HttpStatus statusOf(Refusal refusal) {
        return switch (refusal.kind()) {
            case VIOLATED, IDEMPOTENCY_KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            default -> HttpStatus.valueOf(refusal.kind().status());
        };
    }
}
