package signup.notification.application;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.notification.model.Admission;
import signup.notification.model.Admission.Withheld;
import signup.notification.model.OwedMail;

/** Takes a batch of owed mails into the ledger and wakes the dispatcher. Idempotent. */
public final class RecordingOwedMails {

    private static final Logger log = LoggerFactory.getLogger(RecordingOwedMails.class);

    private final Dispatches dispatches;
    private final Dispatcher dispatcher;
    private final Admission admission;
    private final InstantSource clock;
    private final MailMetrics metrics;

    RecordingOwedMails(
            Dispatches dispatches,
            Dispatcher dispatcher,
            Admission admission,
            InstantSource clock,
            MailMetrics metrics) {
        this.dispatches = dispatches;
        this.dispatcher = dispatcher;
        this.admission = admission;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * An owed mail as it came.
     *
     * @param replayed whether its record says that a replay or backfill sent it again
     */
    public record Received(OwedMail mail, boolean replayed) {}

    /** Returns when the ledger has the mails of this batch that are to be sent. */
    public void record(List<Received> batch) {
        List<OwedMail> admitted =
                batch.stream().filter(this::isAdmitted).map(Received::mail).toList();
        if (admitted.size() < batch.size()) {
            log.info("{} mails of {} withheld: replayed or stale", batch.size() - admitted.size(), batch.size());
        }
        if (!admitted.isEmpty()) {
            metrics.recorded(dispatches.add(admitted));
            dispatcher.wake();
        }
    }

    private boolean isAdmitted(Received received) {
        Optional<Withheld> reason = admission.withhold(received.mail(), received.replayed(), clock.instant());
        reason.map(Withheld::term).ifPresent(metrics::withheld);
        return reason.isEmpty();
    }
}
