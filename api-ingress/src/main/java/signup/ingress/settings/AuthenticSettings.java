package signup.ingress.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;
import signup.ingress.password.PasswordPolicy;

/**
 * The third dialect.
 *
 * @param onTimeout what a client gets whose signup is not decided in time; default {@code pending}
 * @param extendedResponse whether the answer also holds {@code uuid}, {@code username} and the profile attributes;
 *     default false, which is the documented answer
 * @param password what a password that a client sends must be like
 */
public record AuthenticSettings(
        @DefaultValue("pending") DialectSettings.OnTimeout onTimeout,
        @DefaultValue("false") boolean extendedResponse,
        @DefaultValue Password password) {

    /**
     * What a password that a client sends must be like; at most 128 characters in any case.
     *
     * @param minLength at least that many characters; default 1
     * @param minClasses characters of at least that many of the classes lower case, upper case, digits, others; default
     *     0
     */
    public record Password(
            @DefaultValue("1") int minLength,
            @DefaultValue("0") int minClasses) {

        private static final int LONGEST = 128;

        public PasswordPolicy policy() {
            return PasswordPolicy.of(minLength, LONGEST, minClasses);
        }
    }
}
