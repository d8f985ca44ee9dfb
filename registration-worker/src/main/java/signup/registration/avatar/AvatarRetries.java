package signup.registration.avatar;

import java.time.Duration;
import java.util.Optional;

/**
 * When an attempt that failed for a passing reason is made again.
 *
 * @param first the delay after the first; each further is three times as long
 * @param longest the longest delay
 * @param mostAttempts after which it is given up
 */
record AvatarRetries(Duration first, Duration longest, int mostAttempts) {

    private static final double MULTIPLIER = 3;
    private static final double JITTER = 0.2;

    /**
     * The delay after so many attempts; empty when that was the last.
     *
     * @param chance between 0 and 1; spreads what failed together by a fifth, both ways
     */
    Optional<Duration> after(int attempts, double chance) {
        if (attempts >= mostAttempts) {
            return Optional.empty();
        }
        double millis = Math.min(first.toMillis() * Math.pow(MULTIPLIER, attempts - 1), longest.toMillis());
        return Optional.of(Duration.ofMillis(Math.round(millis * (1 - JITTER + 2 * JITTER * chance))));
    }
}
