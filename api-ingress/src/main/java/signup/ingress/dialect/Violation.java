package signup.ingress.dialect;

import org.jspecify.annotations.Nullable;
import signup.events.ViolationReason;
import signup.ingress.password.Weakness;

/**
 * One thing that is wrong with a request.
 *
 * @param field the member of the body, by the name that its reader gave it; null when it belongs to none
 * @param rule what it breaks
 * @param limit the rule's number (characters, classes, bytes), where it has one
 */
public record Violation(
        @Nullable String field, Rule rule, @Nullable Integer limit) {

    /** The rules, for each of which every dialect has a text. */
    public enum Rule {
        REQUIRED,
        NULL,
        BLANK,
        /** Not of the type that the field has, or a value that it cannot have for a reason that no other rule names. */
        INVALID,
        NOT_TEXT,
        NOT_BOOLEAN,
        NOT_INTEGER,
        NOT_LIST,
        /** Letters, digits, dash and underscore only. */
        NOT_USERNAME,
        NOT_EMAIL,
        NOT_URL,
        NOT_DATE,
        NOT_PHONE_NUMBER,
        NOT_POSTCODE,
        NOT_CHOICE,
        NOT_IMAGE,
        /** Control characters, or text that is not Unicode. */
        CHARACTERS,
        MIN_LENGTH,
        MAX_LENGTH,
        MAX_BYTES,
        /** Another field excludes it. */
        EXCLUDED,
        /** No such field, or one that is switched off. */
        FORBIDDEN,
        PASSWORD_CLASSES,
        PASSWORD_LOWERCASE,
        PASSWORD_CAPITAL,
        PASSWORD_DIGITS,
        PASSWORD_SPECIAL,
        TAKEN,
        CODE_UNKNOWN,
        CODE_EXPIRED,
        CODE_SPENT,
        CHALLENGE_FAILED,
        CHALLENGE_EXPIRED,
        CHALLENGE_REUSED
    }

    public static Violation of(@Nullable String field, Rule rule) {
        return new Violation(field, rule, null);
    }

    public static Violation of(@Nullable String field, Rule rule, int limit) {
        return new Violation(field, rule, limit);
    }

    /** A violation that the worker found; its field is named in the events' terms (username, email, ext_id, …). */
    public static Violation of(signup.events.Violation violation) {
        return of(violation.getField(), ruleOf(violation.getReason()));
    }

    /** What a password policy found in the password of that field. */
    public static Violation of(String field, Weakness weakness) {
        Rule rule = switch (weakness.kind()) {
            case TOO_SHORT -> Rule.MIN_LENGTH;
            case TOO_LONG -> Rule.MAX_LENGTH;
            case CLASSES -> Rule.PASSWORD_CLASSES;
            case LOWERCASE -> Rule.PASSWORD_LOWERCASE;
            case CAPITAL -> Rule.PASSWORD_CAPITAL;
            case DIGITS -> Rule.PASSWORD_DIGITS;
            case SPECIAL -> Rule.PASSWORD_SPECIAL;
        };
        return of(field, rule, weakness.limit());
    }

    private static Rule ruleOf(ViolationReason reason) {
        return switch (reason) {
            case TAKEN -> Rule.TAKEN;
            case CODE_UNKNOWN -> Rule.CODE_UNKNOWN;
            case CODE_EXPIRED -> Rule.CODE_EXPIRED;
            case CODE_SPENT -> Rule.CODE_SPENT;
            case CHALLENGE_FAILED -> Rule.CHALLENGE_FAILED;
            case CHALLENGE_REUSED -> Rule.CHALLENGE_REUSED;
            // What the database refuses stays refused, however often it is sent: for a client, it is not valid.
            case INVALID, INTERNAL, UNKNOWN -> Rule.INVALID;
        };
    }
}
