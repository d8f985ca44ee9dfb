package signup.registration.replay;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moments as people type them. */
final class Moment {

    private Moment() {}

    /**
     * Reads an ISO 8601 moment ({@code 2026-11-22T10:00:00Z}, or with an offset), a day ({@code 2026-11-22}, from its first
     * moment in UTC) or a duration ({@code PT2H}: so long ago).
     *
     * @throws IllegalArgumentException for anything else
     */
    static Instant parse(String text, Clock clock) {
        String moment = text.strip();
        try {
            if (moment.startsWith("P") || moment.startsWith("p")) {
                return clock.instant().minus(Duration.parse(moment));
            }
            return moment.indexOf('T') < 0 && moment.indexOf('t') < 0
                    ? LocalDate.parse(moment).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(moment).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no time; write it like 2026-11-22T10:00:00Z, 2026-11-22T11:00:00+01:00, 2026-11-22, or PT2H"
                    + " for two hours ago");
        }
    }
}
