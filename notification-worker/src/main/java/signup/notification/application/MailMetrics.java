package signup.notification.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import signup.notification.model.Delivery;
import signup.notification.model.Dispatch;
import signup.notification.model.State;
import signup.notification.model.Verdict;

/**
 * What is counted: once caught up, {@code signup_mails_recorded} = {@code signup_mails} handed over + failed + abandoned +
 * the depth of the queue.
 */
public final class MailMetrics {

    private final MeterRegistry registry;
    private final Counter recorded;

    public MailMetrics(MeterRegistry registry) {
        this.registry = registry;
        recorded = Counter.builder("signup.mails.recorded")
                .description("Owed mails that were new to the ledger")
                .register(registry);
    }

    void recorded(int mails) {
        recorded.increment(mails);
    }

    /** A record or mail that was left out, by reason: replayed, stale, undecodable, unsupported, no-address. */
    public void withheld(String reason) {
        Counter.builder("signup.mails.withheld")
                .description("Records and mails that were left out")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    Delivery timed(Dispatch dispatch, Supplier<Delivery> attempt) {
        Timer.Sample sample = Timer.start(registry);
        Delivery delivery = attempt.get();
        sample.stop(Timer.builder("signup.mail.send")
                .description("One attempt: writing the mail and the SMTP conversation")
                .tag("purpose", dispatch.purpose().term())
                .tag("delivery", delivery.getClass().getSimpleName())
                .register(registry));
        return delivery;
    }

    void settled(Dispatch dispatch, Verdict verdict) {
        Counter.builder("signup.mails")
                .description("Attempts by what became of the mail")
                .tag("purpose", dispatch.purpose().term())
                .tag("state", verdict.term())
                .register(registry)
                .increment();
        if (verdict instanceof Verdict.Final last && last.state() == State.HANDED_OVER) {
            Timer.builder("signup.mail.delay")
                    .description("From the event that owed a mail to its hand-over, without the last attempt")
                    .tag("purpose", dispatch.purpose().term())
                    .register(registry)
                    .record(dispatch.age());
        }
    }
}
