package signup.notification.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which owed mails are taken into the ledger.
 *
 * <p>Live events are. Records that a replay or backfill sends again are not: a mail that the ledger knows needs nothing,
 * and one that it does not know was most likely sent by a ledger that is lost. Nor are events older than
 * {@code staleAfter}, which a new consumer group reads from the beginning of a compacted topic. A mail too many to every
 * user cannot be taken back; a mail too few can be asked for again.
 *
 * @param staleAfter the age from which an event owes no mail any more
 * @param replayed whether replayed records owe one: an operator's decision for one replay
 */
public record Admission(Duration staleAfter, boolean replayed) {

    /** Why a mail is not taken. */
    public enum Withheld {
        REPLAYED,
        STALE;

        /** Its name in logs and metrics. */
        public String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The reason to withhold a mail; empty to take it. */
    public Optional<Withheld> withhold(OwedMail mail, boolean isReplay, Instant now) {
        if (isReplay) {
            return replayed ? Optional.empty() : Optional.of(Withheld.REPLAYED);
        }
        boolean stale = mail.requestedAt().plus(staleAfter).isBefore(now);
        return stale ? Optional.of(Withheld.STALE) : Optional.empty();
    }
}
