package signup.ingress.settings;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import signup.ingress.password.PasswordPolicy;

/**
 * The fourth dialect.
 *
 * @param enabled whether users can sign up; the document's {@code server.user.auth_enabled} sets it; default false
 * @param anonymous whether callers without credentials may sign up; such users choose their password again when they
 *     confirm their address. Default false.
 * @param onTimeout what a client gets whose signup is not decided in time; default {@code pending}
 * @param captcha the captcha
 * @param passwordPolicy what a password must be like
 * @param permissions what the answer names as the new user's permissions; default the six of the document
 * @param objectPermissions what the answer names as the new user's object permissions; default none
 */
public record SaymonSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("false") boolean anonymous,
        @DefaultValue("pending") DialectSettings.OnTimeout onTimeout,
        @DefaultValue Captcha captcha,
        @DefaultValue Policy passwordPolicy,

        @DefaultValue({
            "manage-objects",
            "manage-links",
            "manage-service-properties",
            "view-section-stat",
            "view-section-monitoring",
            "view-section-history-graph"
        })
        List<String> permissions,

        @DefaultValue ObjectPermissions objectPermissions) {

    public SaymonSettings {
        permissions = List.copyOf(permissions);
    }

    /**
     * The captcha.
     *
     * @param lifetime how long one can be answered; default 5 min
     * @param revealAnswer whether the answer comes with it, in the header {@code X-Captcha-Answer}, for scripts and
     *     tests; default false, and true keeps the service from starting outside the profile {@code local}
     */
    public record Captcha(
            @DefaultValue("5m") Duration lifetime,
            @DefaultValue("false") boolean revealAnswer) {}

    /**
     * The password policy.
     *
     * @param length at least that many characters; default 1
     * @param minLowercase at least that many lower-case letters; default 0
     * @param minCapital at least that many upper-case letters; default 0
     * @param minDigits at least that many digits; default 0
     * @param minSpecial at least that many characters of other kinds; default 0
     */
    public record Policy(
            @DefaultValue("1") int length,
            @DefaultValue("0") int minLowercase,
            @DefaultValue("0") int minCapital,
            @DefaultValue("0") int minDigits,
            @DefaultValue("0") int minSpecial) {

        /** Far above what anybody types; a longer one is an attack on the hashing. */
        private static final int LONGEST = 1_024;

        public PasswordPolicy policy() {
            return new PasswordPolicy(length, LONGEST, 0, minLowercase, minCapital, minDigits, minSpecial);
        }
    }

    /**
     * Object permissions.
     *
     * @param include ids of the objects that the user may see; default none
     * @param exclude ids of the objects that the user may not see; default none
     */
    public record ObjectPermissions(
            @DefaultValue List<String> include,
            @DefaultValue List<String> exclude) {

        public ObjectPermissions {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }
}
