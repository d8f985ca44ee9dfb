package signup.ingress.http;

import java.util.UUID;
import signup.ingress.dialect.Answer;
import signup.ingress.settings.IngressSettings;

/** The answer, alike in every dialect, to a signup that is durable and not yet decided: 202 with the place to look. */
final class PendingAnswer {

    private static final String PATH = "/signups/";

    private final IngressSettings settings;

    PendingAnswer(IngressSettings settings) {
        this.settings = settings;
    }

    /** @param preferred whether the client asked for it */
    Answer of(UUID signupId, boolean preferred) {
        String path = PATH + signupId;
        Answer answer = Answer.json(202, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("signup_id", signupId.toString());
                    json.writeStringProperty("status", "pending");
                    json.writeStringProperty("status_url", settings.absolute(path));
                    json.writeEndObject();
                })
                .with("Location", settings.basePath() + path)
                .retryAfter(settings.ingress().retryAfter());
        return preferred ? answer.with("Preference-Applied", Preferences.RESPOND_ASYNC) : answer;
    }
}
