package signup.registration.replay;

import java.time.Duration;
import signup.registration.RegistrationSettings;
import signup.registration.application.SchemaMissingException;

/** Does a batch again, with growing pauses, while the parts that it needs are away; but not for ever. */
final class Patience {

    private static final int MULTIPLIER = 3;

    private final Duration first;
    private final Duration longest;
    private final Duration atMost;
    private final Progress progress;
    private final Stop stop;

    /** @param atMost how long one batch is tried */
    Patience(RegistrationSettings.Worker retrying, Duration atMost, Progress progress, Stop stop) {
        this.first = retrying.retryFirst();
        this.longest = retrying.retryLongest();
        this.atMost = atMost;
        this.progress = progress;
        this.stop = stop;
    }

    /** Does it; throws what it threw last when it does not succeed in time, or when told to end meanwhile. */
    void until(Runnable done) {
        long giveUpNanos = System.nanoTime() + atMost.toNanos();
        Duration pause = first;
        while (true) {
            try {
                done.run();
                return;
            } catch (SchemaMissingException e) {
                throw e;
            } catch (RuntimeException e) {
                if (stop.isRequested() || System.nanoTime() > giveUpNanos) {
                    throw e;
                }
                progress.say("Trying again: " + Failures.reason(e));
                stop.await(pause);
                pause = pause.multipliedBy(MULTIPLIER);
                pause = pause.compareTo(longest) < 0 ? pause : longest;
            }
        }
    }
}
