package signup.notification.application;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds mails back while the mail server cannot be reached, so that an outage costs neither their attempts nor a storm of
 * connections: after a failure to connect nothing is sent for a pause, then one mail probes; each failed probe doubles the
 * pause. Once the server has answered a probe, be it with 'later', all mails go again. Thread-safe; one per instance.
 */
final class CircuitBreaker {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Instant openUntil = Instant.MIN;
    private Duration pause = Duration.ZERO;

    /** How many of {@code free} mails may be begun while so many are on their way. */
    synchronized int allowed(int free, int onTheirWay, Instant now) {
        if (pause.isZero()) {
            return free;
        }
        boolean mayProbe = !now.isBefore(openUntil) && onTheirWay == 0;
        return mayProbe ? Math.min(free, 1) : 0;
    }

    synchronized void reached() {
        pause = Duration.ZERO;
    }

    synchronized void notReached(Instant now) {
        if (now.isBefore(openUntil)) {
            return;
        }
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        openUntil = now.plus(pause);
    }
}
