package signup.registration.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Keeps {@code requested_mails} from growing for ever: hourly, rows that no redelivery and no cooldown needs any more are
 * deleted, a bounded number in a transaction. No index serves it: what is left to scan is what a retention holds. Several
 * instances may do it at once.
 */
final class ForgettingRequestedMails implements SmartLifecycle {

    static final int AT_ONCE = 10_000;

    private static final Logger log = LoggerFactory.getLogger(ForgettingRequestedMails.class);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private static final String FORGET = """
            delete from registration.requested_mails
            where ctid = any (array(
                select ctid from registration.requested_mails where requested_at < $1 limit $2 for update skip locked))
            """;

    private final PostgresTransactions transactions;
    private final Duration kept;
    private final InstantSource clock;
    private final Counter forgotten;
    private final Duration limit;
    private final ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "forgetting-requested-mails");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    /**
     * @param kept how old rows get
     * @param limit how long one round may take
     */
    ForgettingRequestedMails(
            PostgresTransactions transactions,
            Duration kept,
            InstantSource clock,
            Duration limit,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.kept = kept;
        this.clock = clock;
        this.limit = limit;
        this.forgotten = Counter.builder("signup.requested.mails.forgotten")
                .description("Records of mails to users whose address was signed up again, deleted with age")
                .register(meters);
    }

    @Override
    public void start() {
        running = true;
        hourly.scheduleWithFixedDelay(this::tryToForget, INTERVAL.toMinutes(), INTERVAL.toMinutes(), TimeUnit.MINUTES);
    }

    /** Deletes what is too old; how many rows that were. */
    long forget() {
        long all = 0;
        long some;
        do {
            some = forgetSome().blockOptional(limit).orElseThrow();
            all += some;
        } while (some == AT_ONCE);
        forgotten.increment(all);
        return all;
    }

    private Mono<Long> forgetSome() {
        return transactions.inOne(connection -> Statements.count(connection
                .createStatement(FORGET)
                .bind(0, clock.instant().minus(kept))
                .bind(1, AT_ONCE)));
    }

    /** A task that throws is never run again. */
    private void tryToForget() {
        try {
            forget();
        } catch (RuntimeException e) {
            log.warn(
                    "Old requested mails stay until the next hour: {}",
                    e.getClass().getName());
        }
    }

    @Override
    public void stop() {
        running = false;
        hourly.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
