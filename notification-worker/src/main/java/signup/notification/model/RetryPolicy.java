package signup.notification.model;

import java.time.Duration;

/**
 * When a deferred mail is tried again, and when it is given up: exponential back-off with jitter.
 *
 * <p>With a first delay of 10 s the waits are about 10 s, 20 s, 40 s, … up to {@code maxDelay}, each shortened at random by
 * up to half, so that mails deferred together do not come back together. While the mail server cannot be reached a mail
 * keeps its attempts and is abandoned for its age only.
 *
 * @param firstDelay the wait after the first attempt
 * @param maxDelay no wait is longer
 * @param maxAttempts the attempt after which a mail is abandoned
 * @param maxAge a mail older than this is not tried again
 */
public record RetryPolicy(Duration firstDelay, Duration maxDelay, int maxAttempts, Duration maxAge) {

    private static final int LARGEST_SHIFT = 30;

    public RetryPolicy {
        if (firstDelay.isNegative() || firstDelay.isZero() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("A retry delay is positive, and the longest not below the first");
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("A mail gets one attempt at least");
        }
    }

    /** Whether a claimed dispatch may be sent at all: claims that crashed count as attempts. */
    public boolean allows(Dispatch dispatch) {
        return dispatch.attempts() <= maxAttempts;
    }

    /**
     * What becomes of a dispatch after this delivery.
     *
     * @param random uniform in [0, 1)
     */
    public Verdict judge(Dispatch dispatch, Delivery delivery, double random) {
        if (delivery instanceof Delivery.Refused refused) {
            return new Verdict.Final(State.FAILED, refused.reason());
        }
        if (delivery instanceof Delivery.Deferred deferred) {
            return again(dispatch, deferred.reason(), random);
        }
        if (delivery instanceof Delivery.Unreachable unreachable) {
            boolean tooOld = dispatch.age().compareTo(maxAge) > 0;
            return tooOld
                    ? new Verdict.Final(State.ABANDONED, unreachable.reason())
                    : new Verdict.Retry(delay(1, random), unreachable.reason(), false);
        }
        return new Verdict.Final(State.HANDED_OVER, null);
    }

    private Verdict again(Dispatch dispatch, String reason, double random) {
        Duration delay = delay(dispatch.attempts(), random);
        boolean spent =
                dispatch.attempts() >= maxAttempts || dispatch.age().plus(delay).compareTo(maxAge) > 0;
        return spent ? new Verdict.Final(State.ABANDONED, reason) : new Verdict.Retry(delay, reason, true);
    }

    /** The wait after that many attempts. */
    Duration delay(int attempts, double random) {
        long doubled = firstDelay.toMillis() << Math.min(attempts - 1, LARGEST_SHIFT);
        long full = doubled <= 0 ? maxDelay.toMillis() : Math.min(doubled, maxDelay.toMillis());
        return Duration.ofMillis(full - (long) (full * random / 2));
    }
}
