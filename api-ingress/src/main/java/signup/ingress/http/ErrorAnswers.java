package signup.ingress.http;

import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;
import signup.ingress.dialect.ProblemDetails;
import signup.ingress.dialect.Refusal;

/** Refusals in the form of the dialect that a path belongs to, with the headers that follow from them. */
public final class ErrorAnswers {

    private final Dialects dialects;

    public ErrorAnswers(Dialects dialects) {
        this.dialects = dialects;
    }

    /** In the form of the dialect at this path; outside of all, as problem details. */
    public Answer at(String path, Refusal refusal, AcceptedLanguages languages) {
        return dialects.at(path)
                .map(dialect -> in(dialect, refusal, languages))
                .orElseGet(() -> withHeaders(ProblemDetails.of(refusal), refusal));
    }

    /** In the form of this dialect. */
    public Answer in(Dialect dialect, Refusal refusal, AcceptedLanguages languages) {
        return withHeaders(dialect.refused(refusal, languages), refusal);
    }

    private static Answer withHeaders(Answer answer, Refusal refusal) {
        if (refusal instanceof Refusal.MethodNotAllowed method) {
            return answer.with("Allow", String.join(", ", new TreeSet<>(method.allowed())));
        }
        if (refusal instanceof Refusal.Throttled throttled) {
            return answer.retryAfter(throttled.retryAfter());
        }
        if (refusal instanceof Refusal.Unavailable unavailable) {
            @Nullable UUID id = unavailable.signupId().orElse(null);
            Answer later = answer.retryAfter(unavailable.retryAfter());
            return id == null ? later : later.with(SignupHandler.SIGNUP_ID, id.toString());
        }
        return answer;
    }
}
