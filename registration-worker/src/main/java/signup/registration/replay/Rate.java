package signup.registration.replay;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many records a second a job may take.
 *
 * @param perSecond above 0
 */
record Rate(int perSecond) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(/s)?");

    Rate {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A rate is at least 1/s");
        }
    }

    /**
     * Reads {@code 500/s} or {@code 500}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Rate parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate; write it like 500/s");
        }
        return new Rate(Integer.parseInt(matcher.group(1)));
    }

    /** How long so many records last. */
    Duration timeOf(long records) {
        return Duration.ofNanos(records * 1_000_000_000L / perSecond);
    }
}
