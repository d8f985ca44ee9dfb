package signup.ingress.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.ErrorAnswers;
import tools.jackson.core.JsonGenerator;

/** Words statuses. The {@code response} within is made by the code that would have answered the waiting client. */
final class StatusAnswers {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    private final Dialects dialects;
    private final ErrorAnswers errors;

    StatusAnswers(Dialects dialects, ErrorAnswers errors) {
        this.dialects = dialects;
        this.errors = errors;
    }

    Answer pending(UUID signupId) {
        return brief(signupId, "pending");
    }

    /** All that a stranger may know. */
    Answer done(UUID signupId) {
        return brief(signupId, "done");
    }

    Answer whole(SignupStatus status, AcceptedLanguages languages) {
        return Answer.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("signup_id", status.signupId().toString());
            if (status instanceof SignupStatus.Created created) {
                json.writeStringProperty("status", "created");
                json.writeStringProperty("sub", created.user().getSub().toString());
                json.writeStringProperty("credential", created.credential());
                json.writeStringProperty("mail", created.mail());
                json.writeStringProperty("avatar", created.avatar());
                json.writeStringProperty("created_at", time(created.user().getOccurredAt()));
                json.writeStringProperty(
                        "activated_at", created.activatedAt() == null ? null : time(created.activatedAt()));
            } else {
                json.writeStringProperty("status", "rejected");
            }
            json.writeStringProperty("decided_at", time(status.decidedAt()));
            writeResponse(response(status, languages), json);
            json.writeEndObject();
        });
    }

    /** What the waiting client would have had; null for a dialect that is not spoken here any more. */
    private @Nullable Answer response(SignupStatus status, AcceptedLanguages languages) {
        @Nullable Dialect dialect = dialects.of(status.dialect()).orElse(null);
        if (dialect == null) {
            return null;
        }
        if (status instanceof SignupStatus.Created created) {
            return dialect.created(created.user());
        }
        return errors.in(dialect, Refusal.decided(((SignupStatus.Rejected) status).violations()), languages);
    }

    private static void writeResponse(@Nullable Answer response, JsonGenerator json) {
        if (response == null) {
            json.writeNullProperty("response");
            return;
        }
        json.writeObjectPropertyStart("response");
        json.writeNumberProperty("status", response.status());
        json.writeName("body");
        json.writeRawValue(new String(response.body(), StandardCharsets.UTF_8));
        json.writeEndObject();
    }

    private static Answer brief(UUID signupId, String status) {
        return Answer.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("signup_id", signupId.toString());
            json.writeStringProperty("status", status);
            json.writeEndObject();
        });
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
