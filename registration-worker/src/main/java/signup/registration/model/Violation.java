package signup.registration.model;

import org.jspecify.annotations.Nullable;

/**
 * One reason for a rejection.
 *
 * @param field the field in this project's terms; null when it belongs to none
 */
public record Violation(@Nullable String field, Reason reason) {

    public static final String USERNAME = "username";
    public static final String EMAIL = "email";
    public static final String EXT_ID = "ext_id";
    public static final String INVITE_CODE = "invite_code";
    public static final String PROMO_CODE = "promo_code";
    public static final String CHALLENGE = "challenge";

    static Violation taken(String field) {
        return new Violation(field, Reason.TAKEN);
    }
}
