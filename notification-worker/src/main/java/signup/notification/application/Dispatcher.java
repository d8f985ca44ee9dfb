package signup.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import signup.notification.model.Delivery;
import signup.notification.model.Dispatch;

/**
 * Takes due mails out of the ledger and has a bounded number of threads send them. Wakes when mails come in or a thread
 * becomes free, and polls for retries and for what other instances left behind.
 *
 * <p>Leases are prolonged while a mail is being sent, so a lease is short (a crashed worker's mails are soon sent by
 * another) and a slow mail server is no reason to send twice.
 */
public final class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_PAST_FULL_DOMAINS = Duration.ofMillis(200);

    private final Dispatches dispatches;
    private final SendingMail sending;
    private final PublishingOutcomes publishing;
    private final DispatcherLimits limits;
    private final DomainLimits domains;
    private final CircuitBreaker breaker = new CircuitBreaker();
    private final InstantSource clock;
    private final WorkLoop loop;
    private final Map<UUID, Dispatch> onTheirWay = new ConcurrentHashMap<>();
    private final ExecutorService senders;
    private volatile boolean running;
    private Instant renewed = Instant.MIN;
    private Instant lookedPastFullDomains = Instant.EPOCH;

    Dispatcher(
            Dispatches dispatches,
            SendingMail sending,
            PublishingOutcomes publishing,
            DispatcherLimits limits,
            InstantSource clock) {
        this.dispatches = dispatches;
        this.sending = sending;
        this.publishing = publishing;
        this.limits = limits;
        this.clock = clock;
        domains = new DomainLimits(limits.perDomain(), limits.slowAfter());
        loop = new WorkLoop("mail-dispatcher", limits.pollInterval(), this::step);
        AtomicInteger number = new AtomicInteger();
        senders = Executors.newFixedThreadPool(
                limits.concurrency(), task -> new Thread(task, "mail-sender-" + number.incrementAndGet()));
    }

    /** New mails may be due. */
    public void wake() {
        loop.wake();
    }

    /** Whether mails are being dispatched. */
    public boolean isAlive() {
        return loop.isAlive();
    }

    private boolean step() {
        renewLeases();
        int sending = onTheirWay.size();
        int free = breaker.allowed(limits.concurrency() - sending, sending, clock.instant());
        if (free <= 0) {
            return false;
        }
        Map<String, Integer> freeByDomain = domains.free(clock.instant());
        if (freeByDomain.containsValue(0) && !mayLookPastFullDomains()) {
            return false;
        }
        List<Dispatch> claimed = dispatches.claim(free, domains.perDomain(), freeByDomain, limits.lease());
        claimed.forEach(this::send);
        return !claimed.isEmpty();
    }

    /** The ledger reads all due mails of a domain that has no room to find those behind them: not after every mail. */
    private boolean mayLookPastFullDomains() {
        Instant now = clock.instant();
        if (now.isBefore(lookedPastFullDomains.plus(LOOK_PAST_FULL_DOMAINS))) {
            return false;
        }
        lookedPastFullDomains = now;
        return true;
    }

    private void send(Dispatch dispatch) {
        String domain = dispatch.recipient().domain();
        onTheirWay.put(dispatch.claim(), dispatch);
        domains.begun(domain);
        senders.execute(() -> {
            Instant begun = clock.instant();
            try {
                note(sending.attempt(dispatch));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.error("mail dispatch={} failed; it comes again when its lease ends", dispatch.dispatchId(), e);
            } finally {
                Instant ended = clock.instant();
                domains.ended(domain, Duration.between(begun, ended), ended);
                onTheirWay.remove(dispatch.claim());
                loop.wake();
                publishing.wake();
            }
        });
    }

    private void note(Delivery delivery) {
        if (delivery instanceof Delivery.Unreachable) {
            breaker.notReached(clock.instant());
        } else if (delivery.byServer()) {
            breaker.reached();
        }
    }

    private void renewLeases() {
        Instant now = clock.instant();
        if (onTheirWay.isEmpty()) {
            renewed = now;
        } else if (!now.isBefore(renewed.plus(limits.lease().dividedBy(3)))) {
            dispatches.renew(List.copyOf(onTheirWay.values()), limits.lease());
            renewed = now;
        }
    }

    @Override
    public void start() {
        loop.start();
        running = true;
    }

    /** Claims nothing more and lets the mails on their way arrive; what takes too long is sent again after its lease. */
    @Override
    public void stop() {
        running = false;
        loop.stop(PATIENCE);
        senders.shutdown();
        try {
            if (!senders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
        } catch (InterruptedException e) {
            senders.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
