package signup.notification.kafka;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signup.events.MailPurpose;
import signup.events.MailRequested;
import signup.events.UserCreated;
import signup.notification.model.DisplayName;
import signup.notification.model.OwedMail;
import signup.notification.model.Purpose;
import signup.notification.model.Recipient;

/** From events to the mails that they owe. */
final class OwedMailMapper {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** What no address has, and PostgreSQL partly cannot store; replaced, so that the address is refused when sent to. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** What is dated later was not dated by a clock; PostgreSQL could not keep all of it. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private OwedMailMapper() {}

    /** What an event means for this worker. */
    sealed interface Meaning {
        record Owes(OwedMail mail) implements Meaning {}

        /** Nobody wants a mail. */
        record OwesNothing() implements Meaning {}

        /**
         * A mail is wanted that this worker cannot send.
         *
         * @param reason a word for metrics
         * @param detail more for the log, without personal data
         */
        record CannotBeSent(String reason, String detail) implements Meaning {
            CannotBeSent(String reason) {
                this(reason, "");
            }
        }
    }

    static Meaning meaning(UserCreated event, @Nullable String traceparent) {
        boolean addressKnown = event.getEmail() != null;
        return meaning(
                event.getEventId(),
                event.getMail().getPurpose(),
                new Recipient(
                        event.getSub(),
                        address(event.getEmail()),
                        DisplayName.of(event.getFirstName(), event.getRealName()),
                        event.getDialect().name()),
                addressKnown,
                event.getLocale(),
                event.getOccurredAt(),
                traceparent);
    }

    /** A request may leave the address out: then the ledger knows it from an earlier mail to the same user. */
    static Meaning meaning(MailRequested event, @Nullable String traceparent) {
        boolean addressKnown = event.getEmail() != null || event.getSub() != null;
        return meaning(
                event.getEventId(),
                event.getPurpose(),
                new Recipient(event.getSub(), address(event.getEmail()), null, null),
                addressKnown,
                event.getLocale(),
                event.getOccurredAt(),
                traceparent);
    }

    private static Meaning meaning(
            UUID eventId,
            MailPurpose wanted,
            Recipient recipient,
            boolean addressKnown,
            String locale,
            Instant occurredAt,
            @Nullable String traceparent) {
        if (wanted == MailPurpose.NONE) {
            return new Meaning.OwesNothing();
        }
        Optional<Purpose> purpose = purpose(wanted);
        if (purpose.isEmpty()) {
            return new Meaning.CannotBeSent("unsupported");
        }
        if (occurredAt.isAfter(LAST)) {
            return new Meaning.CannotBeSent("senseless");
        }
        boolean lacksUser = purpose.get().linked() && recipient.sub() == null;
        if (lacksUser || !addressKnown) {
            return new Meaning.CannotBeSent("no-recipient");
        }
        return new Meaning.Owes(
                new OwedMail(eventId, purpose.get(), recipient, languageTag(locale), occurredAt, valid(traceparent)));
    }

    private static Optional<Purpose> purpose(MailPurpose wanted) {
        return switch (wanted) {
            case CONFIRMATION -> Optional.of(Purpose.CONFIRMATION);
            case REGISTRATION -> Optional.of(Purpose.REGISTRATION);
            case ALREADY_REGISTERED -> Optional.of(Purpose.ALREADY_REGISTERED);
            default -> Optional.empty();
        };
    }

    private static @Nullable String address(@Nullable String email) {
        return email == null ? null : CONTROL.matcher(email).replaceAll("\uFFFD");
    }

    private static String languageTag(String locale) {
        return Locale.forLanguageTag(locale).toLanguageTag();
    }

    private static @Nullable String valid(@Nullable String traceparent) {
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }
}
