package signup.registration.avatar;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import signup.registration.avatar.Avatars.Backlog;

/** What making avatars takes and brings. */
final class AvatarMetrics {

    private final MeterRegistry meters;
    private final Timer fetch;
    private final Timer make;
    private volatile Backlog backlog = new Backlog(0, Duration.ZERO);

    /** Work that may be interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    AvatarMetrics(MeterRegistry meters) {
        this.meters = meters;
        fetch = Timer.builder("signup.avatar.fetch")
                .description("Time to get one picture; next to none for those given inline")
                .register(meters);
        make = Timer.builder("signup.avatar.make")
                .description("Time to make one avatar of its picture, the wait for its turn included")
                .register(meters);
        Gauge.builder("signup.avatar.backlog", this, metrics -> metrics.backlog.depth())
                .description("Avatars that wait to be made, all instances together")
                .register(meters);
        TimeGauge.builder(
                        "signup.avatar.lag",
                        this,
                        TimeUnit.MILLISECONDS,
                        metrics -> metrics.backlog.oldest().toMillis())
                .description("How long the oldest of them has waited")
                .register(meters);
    }

    void backlog(Backlog now) {
        backlog = now;
    }

    <T> T fetched(Work<T> work) throws InterruptedException {
        return timed(fetch, work);
    }

    <T> T made(Work<T> work) throws InterruptedException {
        return timed(make, work);
    }

    /** @param outcome ready, retried or failed */
    void settled(String outcome, @Nullable AvatarFailure reason) {
        Counter.builder("signup.avatars")
                .description("Attempts to make an avatar, by what became of them and why")
                .tag("outcome", outcome)
                .tag("reason", reason == null ? "NONE" : reason.name())
                .register(meters)
                .increment();
    }

    private static <T> T timed(Timer timer, Work<T> work) throws InterruptedException {
        Timer.Sample sample = Timer.start();
        try {
            return work.run();
        } finally {
            sample.stop(timer);
        }
    }
}
