package signup.ingress.captcha;

import java.util.Optional;
import java.util.UUID;

/** What became of an answer to a captcha. */
public sealed interface CaptchaVerdict {

    /** The answer is right; the registration worker sees to it that the id is used once. */
    record Passed(UUID id) implements CaptchaVerdict {}

    /** The answer is not what the picture shows, or the token is none of ours. */
    record Wrong() implements CaptchaVerdict {}

    /**
     * The token's lifetime is over.
     *
     * @param solved its id, if the answer is what the picture showed
     */
    record Expired(Optional<UUID> solved) implements CaptchaVerdict {}

    /** The token was answered wrongly before, which ends it. */
    record Used() implements CaptchaVerdict {}
}
