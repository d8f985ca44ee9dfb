package signup.notification.application;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.notification.model.Delivery;
import signup.notification.model.Dispatch;
import signup.notification.model.RetryPolicy;
import signup.notification.model.Verdict;

/** One attempt at one dispatch: write the mail, hand it over, write down what came of it. Thread-safe. */
final class SendingMail {

    private static final Logger log = LoggerFactory.getLogger(SendingMail.class);
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Mails mails;
    private final MailServer server;
    private final Dispatches dispatches;
    private final RetryPolicy policy;
    private final DoubleSupplier random;
    private final MailMetrics metrics;

    SendingMail(
            Mails mails,
            MailServer server,
            Dispatches dispatches,
            RetryPolicy policy,
            DoubleSupplier random,
            MailMetrics metrics) {
        this.mails = mails;
        this.server = server;
        this.dispatches = dispatches;
        this.policy = policy;
        this.random = random;
        this.metrics = metrics;
    }

    /** Returns what the attempt came to, when that is written down. */
    Delivery attempt(Dispatch dispatch) throws InterruptedException {
        Delivery delivery = metrics.timed(dispatch, () -> deliver(dispatch));
        Verdict verdict = policy.judge(dispatch, delivery, random.getAsDouble());
        if (settle(dispatch, verdict)) {
            metrics.settled(dispatch, verdict);
        }
        log.info(
                "mail dispatch={} sub={} purpose={} state={} attempts={} reason={}",
                dispatch.dispatchId(),
                dispatch.recipient().sub(),
                dispatch.purpose().term(),
                verdict.term(),
                dispatch.attempts(),
                verdict.reason());
        return delivery;
    }

    private Delivery deliver(Dispatch dispatch) {
        String address = dispatch.recipient().email();
        if (!policy.allows(dispatch)) {
            return new Delivery.Deferred("attempts did not end");
        }
        if (address == null) {
            return new Delivery.Deferred("address not known");
        }
        Mails.Mail mail;
        try {
            mail = mails.write(dispatch);
        } catch (RuntimeException e) {
            log.error("mail dispatch={} could not be written: are the templates right?", dispatch.dispatchId(), e);
            return new Delivery.Deferred("not written");
        }
        return server.handOver(dispatch.dispatchId(), address, mail);
    }

    /** The database may be away for a while; what was handed over must not be forgotten for that. */
    private boolean settle(Dispatch dispatch, Verdict verdict) throws InterruptedException {
        for (long pause = 50; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                boolean settled = dispatches.settle(dispatch, verdict);
                if (!settled) {
                    log.warn("mail dispatch={} was settled by another worker meanwhile", dispatch.dispatchId());
                }
                return settled;
            } catch (RuntimeException e) {
                log.warn("mail dispatch={} cannot be settled yet", dispatch.dispatchId(), e);
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        }
    }
}
