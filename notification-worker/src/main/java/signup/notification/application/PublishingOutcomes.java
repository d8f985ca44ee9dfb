package signup.notification.application;

import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import signup.notification.model.Outcome;

/**
 * Tells subscribers what became of mails: publishes the ledger's unpublished outcomes, then marks them. At least once,
 * with the same event id each time.
 */
public final class PublishingOutcomes implements SmartLifecycle {

    private static final int BATCH = 500;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UnpublishedOutcomes unpublished;
    private final OutcomeTopic topic;
    private final WorkLoop loop;
    private volatile boolean running;

    PublishingOutcomes(UnpublishedOutcomes unpublished, OutcomeTopic topic, Duration pollInterval) {
        this.unpublished = unpublished;
        this.topic = topic;
        loop = new WorkLoop("outcome-publisher", pollInterval, this::step);
    }

    /** New outcomes may be there. */
    public void wake() {
        loop.wake();
    }

    /** Whether outcomes are being published. */
    public boolean isAlive() {
        return loop.isAlive();
    }

    private boolean step() {
        List<Outcome> outcomes = unpublished.claim(BATCH, LEASE);
        if (outcomes.isEmpty()) {
            return false;
        }
        topic.publish(outcomes);
        unpublished.published(outcomes);
        return outcomes.size() == BATCH;
    }

    @Override
    public void start() {
        loop.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        loop.stop(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
