package signup.ingress.dialect.selfcommunity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Violation;
import tools.jackson.core.JsonGenerator;

/**
 * Refusals as the vendor's clients read them: {@code {"errors":[{"field":…,"messages":[{"message":…,"code":…}]}]}}; what
 * belongs to no field is a {@code {"message","code"}} entry of the same array.
 */
final class ErrorArray {

    private record Message(String text, String code) {}

    private ErrorArray() {}

    static Answer of(Refusal refusal) {
        Answer answer = Answer.json(refusal.kind().status(), json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("errors");
            if (refusal instanceof Refusal.Violated violated) {
                writeViolations(violated.violations(), json);
            } else {
                writeMessage(messageOf(refusal), json);
            }
            json.writeEndArray();
            if (refusal instanceof Refusal.Unavailable unavailable) {
                unavailable.signupId().ifPresent(id -> json.writeStringProperty("signup_id", id.toString()));
            }
            json.writeEndObject();
        });
        return refusal instanceof Refusal.Unauthenticated ? answer.with("WWW-Authenticate", "Bearer") : answer;
    }

    private static void writeViolations(List<Violation> violations, JsonGenerator json) {
        Map<String, List<Message>> byField = new LinkedHashMap<>();
        List<Message> ofNone = new ArrayList<>();
        for (Violation violation : violations) {
            List<Message> messages = violation.field() == null
                    ? ofNone
                    : byField.computeIfAbsent(violation.field(), field -> new ArrayList<>());
            messages.add(messageOf(violation));
        }
        byField.forEach((field, messages) -> {
            json.writeStartObject();
            json.writeStringProperty("field", field);
            json.writeArrayPropertyStart("messages");
            messages.forEach(message -> writeMessage(message, json));
            json.writeEndArray();
            json.writeEndObject();
        });
        ofNone.forEach(message -> writeMessage(message, json));
    }

    private static void writeMessage(Message message, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("message", message.text());
        json.writeStringProperty("code", message.code());
        json.writeEndObject();
    }

    private static Message messageOf(Violation violation) {
        return switch (violation.rule()) {
            case REQUIRED -> new Message("This field is required.", "required");
            case NULL -> new Message("This field may not be null.", "null");
            case BLANK -> new Message("This field may not be blank.", "blank");
            case NOT_TEXT -> invalid("Not a valid string.");
            case NOT_BOOLEAN -> invalid("Must be a valid boolean.");
            case NOT_INTEGER -> invalid("A valid integer is required.");
            case NOT_LIST -> invalid("Expected a list of items.");
            case NOT_USERNAME ->
                invalid("Enter a valid username. It may contain only letters, numbers and -/_ characters.");
            case NOT_EMAIL -> invalid("Enter a valid email address.");
            case NOT_URL -> invalid("Enter a valid URL.");
            case NOT_DATE -> invalid("Date has wrong format. Use YYYY-MM-DD.");
            case NOT_PHONE_NUMBER -> invalid("Enter a valid phone number.");
            case NOT_POSTCODE -> invalid("Enter a valid postcode.");
            case NOT_CHOICE -> invalid("Not a valid choice.");
            case NOT_IMAGE ->
                invalid("Upload a valid image: image/png;base64,… with the bytes of a PNG, JPEG, GIF or WebP picture.");
            case CHARACTERS -> invalid("Control characters and incomplete characters are not allowed.");
            case MIN_LENGTH ->
                new Message("Ensure this field has at least " + violation.limit() + " characters.", "min_length");
            case MAX_LENGTH ->
                new Message(
                        "Ensure this field has no more than " + violation.limit()
                                + ("tags".equals(violation.field()) ? " elements." : " characters."),
                        "max_length");
            case MAX_BYTES ->
                new Message("Ensure this field has no more than " + violation.limit() + " bytes.", "max_length");
            case EXCLUDED -> invalid("Give either avatar or avatar_base64, not both.");
            case FORBIDDEN -> invalid("This field is not defined here.");
            case PASSWORD_CLASSES ->
                tooWeak("at least " + violation.limit()
                        + " of: lower case letters, upper case letters, numbers, special characters");
            case PASSWORD_LOWERCASE -> tooWeak("lower case letters: " + violation.limit());
            case PASSWORD_CAPITAL -> tooWeak("upper case letters: " + violation.limit());
            case PASSWORD_DIGITS -> tooWeak("numbers: " + violation.limit());
            case PASSWORD_SPECIAL -> tooWeak("special characters: " + violation.limit());
            case TAKEN -> new Message("This field must be unique.", "unique");
            case CODE_UNKNOWN -> invalid("This code is not valid.");
            case CODE_EXPIRED -> invalid("This code has expired.");
            case CODE_SPENT -> invalid("This code has already been used.");
            case CHALLENGE_FAILED, CHALLENGE_EXPIRED, CHALLENGE_REUSED, INVALID ->
                invalid(violation.field() == null ? "The request is not valid." : "This value is not valid.");
        };
    }

    private static Message invalid(String text) {
        return new Message(text, "invalid");
    }

    private static Message tooWeak(String wanted) {
        return new Message("The password is too weak: it must contain " + wanted + ".", "password_too_weak");
    }

    private static Message messageOf(Refusal refusal) {
        return switch (refusal.kind()) {
            case BAD_JSON -> new Message("JSON parse error - " + ((Refusal.BadJson) refusal).detail(), "parse_error");
            case BAD_IDEMPOTENCY_KEY ->
                invalid("The Idempotency-Key header must be 1 to 255 printable ASCII characters.");
            case IDEMPOTENCY_KEY_REUSED ->
                new Message(
                        "The Idempotency-Key was already used with a different request body.",
                        "idempotency_key_reused");
            case UNAUTHENTICATED ->
                new Message(
                        ((Refusal.Unauthenticated) refusal).presented()
                                ? "Given token not valid."
                                : "Authentication credentials were not provided.",
                        "not_authenticated");
            case FORBIDDEN -> new Message("You do not have permission to perform this action.", "permission_denied");
            case NOT_FOUND -> new Message("Not found.", "not_found");
            case METHOD_NOT_ALLOWED ->
                new Message(
                        "Method \"" + ((Refusal.MethodNotAllowed) refusal).method() + "\" not allowed.",
                        "method_not_allowed");
            case TOO_LARGE ->
                new Message(
                        "The request body is longer than " + ((Refusal.TooLarge) refusal).limit() + " bytes.",
                        "too_large");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Message("Unsupported media type: use application/json in UTF-8.", "unsupported_media_type");
            case THROTTLED -> new Message("Request was throttled.", "throttled");
            case UNAVAILABLE -> new Message("Service temporarily unavailable, try again later.", "unavailable");
            case VIOLATED, INTERNAL -> new Message("A server error occurred.", "error");
        };
    }
}
