package signup.ingress.dialect.saymon;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.settings.SaymonSettings;
import tools.jackson.core.JsonGenerator;

/** The answers as documented; an error is one {@code {"code":"…","message":"…"}}, in English. */
final class SaymonAnswers {

    private static final int WAITING = 0;
    private static final int ACTIVE = 1;

    /** Which of the worker's findings is told first: the captcha is judged before the names. */
    private static final List<String> FIELDS = List.of("challenge", "username", "email");

    private final SaymonSettings settings;

    SaymonAnswers(SaymonSettings settings) {
        this.settings = settings;
    }

    Answer created(UserCreated user) {
        return Answer.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("login", user.getUsername());
            json.writeStringProperty("email", user.getEmail());
            json.writeNumberProperty("status", user.getStatusAtCreation() == UserStatus.ACTIVE ? ACTIVE : WAITING);
            writeList(json, "eventFilter", List.of());
            json.writeObjectPropertyStart("objectPermissions");
            writeList(json, "include", settings.objectPermissions().include());
            writeList(json, "exclude", settings.objectPermissions().exclude());
            json.writeEndObject();
            writeList(json, "permissions", settings.permissions());
            writeList(json, "contacts", List.of());
            json.writeStringProperty("id", SaymonUsers.idOf(user.getSub()));
            json.writeEndObject();
        });
    }

    Answer refused(Refusal refusal) {
        return switch (refusal.kind()) {
            case VIOLATED -> violated(first(((Refusal.Violated) refusal).violations()));
            case BAD_JSON -> error(400, "InvalidContent", "Invalid JSON: " + ((Refusal.BadJson) refusal).detail());
            case BAD_IDEMPOTENCY_KEY -> badRequest("The idempotency key is not valid.");
            case IDEMPOTENCY_KEY_REUSED -> error(409, "Conflict", "The idempotency key was used with another body.");
            case UNAUTHENTICATED -> unauthenticated(((Refusal.Unauthenticated) refusal).presented());
            case FORBIDDEN -> forbidden(((Refusal.Forbidden) refusal).what());
            case NOT_FOUND -> error(404, "ResourceNotFound", "Resource is not found.");
            case METHOD_NOT_ALLOWED ->
                error(405, "MethodNotAllowed", ((Refusal.MethodNotAllowed) refusal).method() + " is not allowed.");
            case TOO_LARGE ->
                error(
                        413,
                        "RequestEntityTooLarge",
                        "Request body exceeds " + ((Refusal.TooLarge) refusal).limit() + " bytes.");
            case UNSUPPORTED_MEDIA_TYPE ->
                error(
                        415,
                        "UnsupportedMediaType",
                        ((Refusal.UnsupportedMediaType) refusal).mediaType() + " is not supported.");
            case THROTTLED -> error(429, "TooManyRequests", "Too many requests.");
            case INTERNAL -> error(500, "InternalError", "Internal error.");
            case UNAVAILABLE ->
                error(
                        503,
                        "ServiceUnavailable",
                        "Service is temporarily unavailable.",
                        ((Refusal.Unavailable) refusal).signupId());
        };
    }

    static Answer badRequest(String message) {
        return error(400, "BadRequest", message);
    }

    private static Violation first(List<Violation> violations) {
        return FIELDS.stream()
                .flatMap(field -> violations.stream().filter(violation -> field.equals(violation.field())))
                .findFirst()
                .orElse(violations.get(0));
    }

    private static Answer violated(Violation violation) {
        if (violation.field() == null) {
            return badRequest("The request is invalid.");
        }
        String field = violation.field().equals("username") ? "login" : violation.field();
        if (violation.rule() == Rule.TAKEN) {
            return error(409, "Conflict", (field.equals("login") ? "Login" : "Email") + " is already in use.");
        }
        return badRequest(message(field, violation));
    }

    private static String message(String field, Violation violation) {
        boolean password = field.equals("password");
        return switch (violation.rule()) {
            case REQUIRED, NULL, BLANK -> "Mandatory \"" + field + "\" parameter is absent/empty.";
            case NOT_TEXT -> parameter(field, "must be a string.");
            case NOT_EMAIL -> parameter(field, "must be a valid email address.");
            case CHARACTERS -> parameter(field, "must not contain control characters.");
            case MIN_LENGTH -> policy("minimum number of characters", violation);
            case MAX_LENGTH ->
                password
                        ? policy("maximum number of characters", violation)
                        : parameter(field, "must be at most " + violation.limit() + " characters long.");
            case PASSWORD_CLASSES -> policy("minimum number of character classes", violation);
            case PASSWORD_LOWERCASE -> policy("minimum number of lowercase letters", violation);
            case PASSWORD_CAPITAL -> policy("minimum number of capital letters", violation);
            case PASSWORD_DIGITS -> policy("minimum number of digits", violation);
            case PASSWORD_SPECIAL -> policy("minimum number of special characters", violation);
            case CHALLENGE_FAILED -> "Wrong captcha.";
            case CHALLENGE_EXPIRED -> "Captcha expired.";
            case CHALLENGE_REUSED -> "Captcha already used.";
            // Of other dialects or answered above: this one never words them.
            case INVALID,
                    NOT_BOOLEAN,
                    NOT_INTEGER,
                    NOT_LIST,
                    NOT_USERNAME,
                    NOT_URL,
                    NOT_DATE,
                    NOT_PHONE_NUMBER,
                    NOT_POSTCODE,
                    NOT_CHOICE,
                    NOT_IMAGE,
                    MAX_BYTES,
                    EXCLUDED,
                    FORBIDDEN,
                    TAKEN,
                    CODE_UNKNOWN,
                    CODE_EXPIRED,
                    CODE_SPENT -> parameter(field, "is invalid.");
        };
    }

    private static String parameter(String field, String what) {
        return "Parameter \"" + field + "\" " + what;
    }

    private static String policy(String rule, Violation violation) {
        return "Password does not match policy: " + rule + " - " + violation.limit();
    }

    private static Answer unauthenticated(boolean presented) {
        String text = presented ? "Invalid login or password." : "Not logged in.";
        String code = presented ? "InvalidCredentials" : "Unauthorized";
        return error(401, code, "{\"errorCode\":3,\"message\":\"" + text + "\"}")
                .with("WWW-Authenticate", "Basic realm=\"saymon\"");
    }

    private static Answer forbidden(String what) {
        return error(
                403,
                "Forbidden",
                what.equals(SaymonDialect.SWITCH)
                        ? "Registration is disabled: \"" + what + "\" is not set to true."
                        : "Permission \"" + what + "\" is required.");
    }

    private static Answer error(int status, String code, String message) {
        return error(status, code, message, Optional.empty());
    }

    private static Answer error(int status, String code, String message, Optional<UUID> signupId) {
        return Answer.json(status, json -> {
            json.writeStartObject();
            json.writeStringProperty("code", code);
            json.writeStringProperty("message", message);
            signupId.ifPresent(id -> json.writeStringProperty("signup_id", id.toString()));
            json.writeEndObject();
        });
    }

    private static void writeList(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
