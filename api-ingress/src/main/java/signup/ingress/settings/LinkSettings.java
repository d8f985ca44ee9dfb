package signup.ingress.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import signup.ingress.password.PasswordPolicy;

/**
 * Mailed links and the pages that they open.
 *
 * @param password what a password chosen on a page must be like
 * @param validationTries how many validation codes a client address may have checked in {@code validationWindow}, by
 *     each instance; default 10
 * @param validationWindow see {@code validationTries}; default 60 s
 */
public record LinkSettings(
        @DefaultValue Password password,
        @DefaultValue("10") int validationTries,
        @DefaultValue("60s") Duration validationWindow) {

    /**
     * What a password chosen on a page must be like.
     *
     * @param minLength at least that many characters; default 8
     * @param maxLength at most that many characters; default 128
     * @param minClasses characters of at least that many of the classes lower case, upper case, digits, others; default
     *     3
     */
    public record Password(
            @DefaultValue("8") int minLength,
            @DefaultValue("128") int maxLength,
            @DefaultValue("3") int minClasses) {

        public PasswordPolicy policy() {
            return PasswordPolicy.of(minLength, maxLength, minClasses);
        }
    }
}
