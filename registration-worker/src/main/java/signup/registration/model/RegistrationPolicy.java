package signup.registration.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of registration, as far as they need no state. */
public final class RegistrationPolicy {

    /** An index row of PostgreSQL holds a third of a page; the ingress allows 256 characters. */
    static final int LONGEST_KEY_BYTES = 2000;

    /** What goes out for a signup is not much larger than its request, and Kafka takes 1 MiB. */
    static final int LARGEST_REQUEST_BYTES = 1_000_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final long LARGEST_TAG = (1L << 53) - 1;

    private final Map<Dialect, Uniqueness> uniqueness;
    private final Function<UUID, String> avatarUrls;
    private final Duration mailCooldown;
    private final int mailsPerDay;

    /**
     * @param uniqueness which keys each dialect claims; all where a dialect is not named
     * @param avatarUrls where the picture of the user with that {@code sub} is served
     * @param mailCooldown how long the owner of an address gets no further mail because somebody signs it up again
     * @param mailsPerDay how many such mails an owner gets in 24 hours at most
     */
    public RegistrationPolicy(
            Map<Dialect, Uniqueness> uniqueness,
            Function<UUID, String> avatarUrls,
            Duration mailCooldown,
            int mailsPerDay) {
        this.uniqueness = Map.copyOf(uniqueness);
        this.avatarUrls = avatarUrls;
        this.mailCooldown = mailCooldown;
        this.mailsPerDay = mailsPerDay;
    }

    /** To whom a mail may go now because somebody signs an address up that has an owner. */
    public MailBounds mailBounds(Instant now) {
        return new MailBounds(now.minus(mailCooldown), now.minus(DAY), mailsPerDay);
    }

    /**
     * Every rule that the signup breaks by itself, in the order of the fields. The ingress refuses most of it before;
     * what arrives here came from a faulty or a foreign producer.
     */
    public List<Violation> violations(Registration registration) {
        List<Violation> violations = new ArrayList<>();
        Profile profile = registration.profile();
        Claims identity = registration.identity();
        invalid(violations, Violation.USERNAME, profile.username(), identity.username());
        invalid(violations, Violation.EMAIL, profile.email(), identity.email());
        invalid(violations, Violation.EXT_ID, profile.extId(), identity.extId());
        if (registration.dialect() == Dialect.UNKNOWN
                || profile.otherTexts().anyMatch(RegistrationPolicy::isUnstorable)
                || profile.tags().stream().anyMatch(tag -> tag <= 0 || tag > LARGEST_TAG)
                || isUnstorable(registration.client())
                || !SoundTime.isSound(registration.acceptedAt())
                || registration.size() > LARGEST_REQUEST_BYTES) {
            violations.add(new Violation(null, Reason.INVALID));
        }
        if (registration.challenge() != null && !registration.challenge().passed()) {
            violations.add(new Violation(Violation.CHALLENGE, Reason.CHALLENGE_FAILED));
        }
        return violations;
    }

    /** The user to be. */
    public NewUser newUser(Registration registration, UUID sub) {
        Dialect dialect = registration.dialect();
        return new NewUser(
                sub,
                registration,
                uniqueness.getOrDefault(dialect, Uniqueness.ALL).of(registration.identity()),
                statusAtCreation(dialect),
                registration.picture() == null ? null : avatarUrls.apply(sub));
    }

    /** The documents of the first and third dialect print an active user; the others wait for their confirmation. */
    static Status statusAtCreation(Dialect dialect) {
        return switch (dialect) {
            case SELFCOMMUNITY_SSO, AUTHENTIC -> Status.ACTIVE;
            case SELFCOMMUNITY_ACCOUNT, SAYMON, OPEN, UNKNOWN -> Status.PENDING;
        };
    }

    private static void invalid(List<Violation> violations, String field, @Nullable String text, @Nullable String key) {
        if (text != null && (isUnstorable(text) || key == null || key.isBlank() || isTooLong(key))) {
            violations.add(new Violation(field, Reason.INVALID));
        }
    }

    private static boolean isTooLong(String key) {
        return key.length() > LONGEST_KEY_BYTES || key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES;
    }

    /** PostgreSQL's text has no U+0000. */
    private static boolean isUnstorable(String text) {
        return text.indexOf('\u0000') >= 0;
    }
}
