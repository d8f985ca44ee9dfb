package signup.ingress.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;
import signup.ingress.password.PasswordPolicy;

/**
 * Mailed links and the pages that they open.
 *
 * @param password what a password chosen on a page must be like
 */
public record LinkSettings(@DefaultValue Password password) {

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
