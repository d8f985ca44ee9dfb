package signup.ingress.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Refusals as problem details (RFC 9457): the form of the native dialect, and of what belongs to no dialect. */
public final class ProblemDetails {

    private static final String PROBLEM = "application/problem+json";

    private ProblemDetails() {}

    /**
     * What is wrong with one member of a body.
     *
     * @param pointer the member, as a JSON pointer in a URI fragment (RFC 6901, section 6), such as {@code #/email}
     * @param detail for people
     * @param code for programs
     */
    public record Error(String pointer, String detail, String code) {}

    /** In the words of the refusal itself. */
    public static Answer of(Refusal refusal) {
        String detail = refusal instanceof Refusal.BadJson bad ? "Not a JSON object: " + bad.detail() : null;
        return of(refusal, detail, List.of());
    }

    /** With a text for people, and what is wrong with the members of the body. */
    public static Answer of(Refusal refusal, @Nullable String detail, List<Error> errors) {
        HttpStatus status = statusOf(refusal);
        Answer answer = Answer.json(status.value(), json -> {
                    json.writeStartObject();
                    json.writeStringProperty("type", "about:blank");
                    json.writeStringProperty("title", status.getReasonPhrase());
                    json.writeNumberProperty("status", status.value());
                    if (detail != null) {
                        json.writeStringProperty("detail", detail);
                    }
                    if (refusal instanceof Refusal.Unavailable unavailable) {
                        unavailable.signupId().ifPresent(id -> json.writeStringProperty("signup_id", id.toString()));
                    }
                    if (!errors.isEmpty()) {
                        json.writeArrayPropertyStart("errors");
                        for (Error error : errors) {
                            json.writeStartObject();
                            json.writeStringProperty("pointer", error.pointer());
                            json.writeStringProperty("detail", error.detail());
                            json.writeStringProperty("code", error.code());
                            json.writeEndObject();
                        }
                        json.writeEndArray();
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
