package signup.ingress.limit;

import java.util.Locale;
import java.util.function.Function;
import signup.ingress.settings.LimitSettings;
import signup.ingress.settings.Rate;

/** What is limited. */
public enum Limit {
    /** What one authenticated client asks for. */
    CLIENTS(LimitSettings::clients),
    /** Signups that nobody vouches for, by one address. */
    SIGNUPS(LimitSettings::signups),
    /** Proofs of work and captchas, to one address. */
    CHALLENGES(LimitSettings::challenges),
    /** Anonymous questions for the status of signups, by one address. */
    STATUSES(LimitSettings::statuses),
    /** Pictures of users, to one address. */
    AVATARS(LimitSettings::avatars),
    /** Mailed links, opened and used by one address. */
    LINKS(LimitSettings::links),
    /** Validation codes, by one address. */
    VALIDATION_CODES(LimitSettings::validationCodes),
    /** Wrong credentials, by one address. */
    FAILED_LOGINS(LimitSettings::failedLogins);

    private final Function<LimitSettings, Rate> rate;

    Limit(Function<LimitSettings, Rate> rate) {
        this.rate = rate;
    }

    /**
     * Whether a window never sees more than its number, as a document says of validation codes. The others are had again
     * little by little, so that nobody is shut out for long, and nobody can shut an address out for long.
     */
    boolean isStrict() {
        return this == VALIDATION_CODES;
    }

    Rate rate(LimitSettings settings) {
        return settings.enabled() ? rate.apply(settings) : Rate.OFF;
    }

    /** Its name in settings, headers and metrics, such as {@code validation-codes}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
