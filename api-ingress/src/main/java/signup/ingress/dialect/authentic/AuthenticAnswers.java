package signup.ingress.dialect.authentic;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Texts;
import signup.ingress.dialect.Violation;
import signup.ingress.settings.ProfileSettings;
import tools.jackson.core.JsonGenerator;

/**
 * The answers as documented: errors that belong to fields as
 * {@code {"errors":{"<field>":["…"]},"result":0}}, others as {@code {"errors":"…","result":0}}.
 */
final class AuthenticAnswers {

    private static final String NO_FIELD = "__all__";
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final ProfileSettings profile;
    private final boolean extended;

    AuthenticAnswers(ProfileSettings profile, boolean extended) {
        this.profile = profile;
        this.extended = extended;
    }

    Answer created(UserCreated user) {
        String sub = user.getSub().toString().replace("-", "");
        String joined = time(user.getOccurredAt());
        return Answer.json(201, json -> {
            json.writeStartObject();
            json.writeStringProperty("sub", sub);
            json.writeStringProperty("first_name", orEmpty(user.getFirstName()));
            json.writeStringProperty("last_name", orEmpty(user.getLastName()));
            json.writeStringProperty("email", orEmpty(user.getEmail()));
            json.writeStringProperty("date_joined", joined);
            json.writeStringProperty("modified", joined);
            json.writeBooleanProperty("is_active", user.getStatusAtCreation() == UserStatus.ACTIVE);
            if (extended) {
                json.writeStringProperty("uuid", sub);
                json.writeStringProperty("username", orEmpty(user.getUsername()));
                new TreeMap<>(user.getAttributes()).forEach((name, value) -> writeAttribute(json, name, value));
            }
            json.writeEndObject();
        });
    }

    Answer refused(Refusal refusal, Texts texts) {
        return switch (refusal.kind()) {
            case VIOLATED -> byField(grouped(((Refusal.Violated) refusal).violations(), texts));
            case BAD_JSON -> noField(texts.text("malformed", ((Refusal.BadJson) refusal).detail()));
            case BAD_IDEMPOTENCY_KEY -> noField(texts.text("idempotency-key-bad"));
            case IDEMPOTENCY_KEY_REUSED -> noField(texts.text("idempotency-key-reused"));
            // The next two in English to everybody, as documented.
            case UNAUTHENTICATED ->
                plain(401, "Invalid username/password.").with("WWW-Authenticate", "Basic realm=\"api\"");
            case FORBIDDEN -> plain(403, "You do not have permission " + ((Refusal.Forbidden) refusal).what());
            case NOT_FOUND -> plain(404, texts.text("not-found"));
            case METHOD_NOT_ALLOWED ->
                plain(405, texts.text("method-not-allowed", ((Refusal.MethodNotAllowed) refusal).method()));
            case TOO_LARGE -> plain(413, texts.text("too-large", ((Refusal.TooLarge) refusal).limit()));
            case UNSUPPORTED_MEDIA_TYPE ->
                plain(415, texts.text("unsupported-media-type", ((Refusal.UnsupportedMediaType) refusal).mediaType()));
            case THROTTLED ->
                plain(429, texts.text("throttled", Answer.seconds(((Refusal.Throttled) refusal).retryAfter())));
            case INTERNAL -> plain(500, texts.text("INTERNAL"));
            case UNAVAILABLE -> plain(503, texts.text("unavailable"), ((Refusal.Unavailable) refusal).signupId());
        };
    }

    private void writeAttribute(JsonGenerator json, String name, String value) {
        ProfileSettings.@Nullable Type type = profile.attributes().get(name);
        if (type == ProfileSettings.Type.BOOLEAN) {
            json.writeBooleanProperty(name, Boolean.parseBoolean(value));
        } else if (type == ProfileSettings.Type.INTEGER) {
            json.writeNumberProperty(name, Long.parseLong(value));
        } else {
            json.writeStringProperty(name, value);
        }
    }

    private static Map<String, List<String>> grouped(List<Violation> violations, Texts texts) {
        return violations.stream()
                .collect(Collectors.groupingBy(
                        violation -> violation.field() == null ? NO_FIELD : violation.field(),
                        LinkedHashMap::new,
                        Collectors.mapping(violation -> text(violation, texts), Collectors.toList())));
    }

    private static String text(Violation violation, Texts texts) {
        String field = String.valueOf(violation.field());
        return switch (violation.rule()) {
            // In every language, as the original has it.
            case TAKEN -> field.equals("email") ? "email already used" : texts.text("TAKEN");
            case INVALID ->
                texts.text(
                        violation.field() == null
                                ? "request-invalid"
                                : field.equals("birthdate") ? "birthdate" : "INVALID");
            case REQUIRED,
                    NULL,
                    BLANK,
                    NOT_TEXT,
                    NOT_BOOLEAN,
                    NOT_INTEGER,
                    NOT_EMAIL,
                    NOT_URL,
                    NOT_DATE,
                    NOT_PHONE_NUMBER,
                    NOT_POSTCODE,
                    NOT_CHOICE,
                    CHARACTERS,
                    MIN_LENGTH,
                    MAX_LENGTH,
                    FORBIDDEN,
                    PASSWORD_CLASSES -> texts.text(violation.rule().name(), violation.limit());
            // Of other dialects: this one never finds them.
            case NOT_LIST,
                    NOT_USERNAME,
                    NOT_IMAGE,
                    MAX_BYTES,
                    EXCLUDED,
                    PASSWORD_LOWERCASE,
                    PASSWORD_CAPITAL,
                    PASSWORD_DIGITS,
                    PASSWORD_SPECIAL,
                    CODE_UNKNOWN,
                    CODE_EXPIRED,
                    CODE_SPENT,
                    CHALLENGE_FAILED,
                    CHALLENGE_EXPIRED,
                    CHALLENGE_REUSED -> texts.text("INVALID");
        };
    }

    private static Answer noField(String text) {
        return byField(Map.of(NO_FIELD, List.of(text)));
    }

    private static Answer byField(Map<String, List<String>> errors) {
        return Answer.json(400, json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("errors");
            errors.forEach((field, texts) -> {
                json.writeArrayPropertyStart(field);
                texts.forEach(json::writeString);
                json.writeEndArray();
            });
            json.writeEndObject();
            json.writeNumberProperty("result", 0);
            json.writeEndObject();
        });
    }

    private static Answer plain(int status, String text) {
        return plain(status, text, Optional.empty());
    }

    private static Answer plain(int status, String text, Optional<UUID> signupId) {
        return Answer.json(status, json -> {
            json.writeStartObject();
            json.writeStringProperty("errors", text);
            json.writeNumberProperty("result", 0);
            signupId.ifPresent(id -> json.writeStringProperty("signup_id", id.toString()));
            json.writeEndObject();
        });
    }

    private static String time(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
