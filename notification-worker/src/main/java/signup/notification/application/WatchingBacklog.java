package signup.notification.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import signup.notification.application.Dispatches.Backlog;

/** Keeps the queue's depth and age as gauges, so that a scrape asks no database. */
public final class WatchingBacklog implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Dispatches dispatches;
    private final WorkLoop loop;
    private volatile Backlog backlog = new Backlog(0, Duration.ZERO);

    WatchingBacklog(Dispatches dispatches, MeterRegistry registry) {
        this.dispatches = dispatches;
        loop = new WorkLoop("mail-backlog", INTERVAL, this::step);
        Gauge.builder("signup.mail.queue.depth", this, watch -> watch.backlog.depth())
                .description("Mails that are owed and not sent")
                .register(registry);
        TimeGauge.builder(
                        "signup.mail.queue.oldest",
                        this,
                        TimeUnit.MILLISECONDS,
                        watch -> watch.backlog.oldest().toMillis())
                .description("How long the oldest mail of the queue has been owed")
                .register(registry);
    }

    private boolean step() {
        backlog = dispatches.backlog();
        return false;
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop(Duration.ofSeconds(1));
    }

    @Override
    public boolean isRunning() {
        return loop.isAlive();
    }
}
