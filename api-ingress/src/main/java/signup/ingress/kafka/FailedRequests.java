package signup.ingress.kafka;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.ingress.acceptance.Requests.Request;

/** Tells of requests that Kafka did not acknowledge: a line a second at most, however many there are in an outage. */
final class FailedRequests {

    private static final Logger log = LoggerFactory.getLogger(FailedRequests.class);
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong told;

    FailedRequests(LongSupplier nanos) {
        this.nanos = nanos;
        this.told = new AtomicLong(nanos.getAsLong() - SECOND);
    }

    void add(Request request, Exception failure) {
        log.debug("{} is not acknowledged", request);
        untold.incrementAndGet();
        long before = told.get();
        long now = nanos.getAsLong();
        if (now - before >= SECOND && told.compareAndSet(before, now)) {
            log.warn("Requests that are not acknowledged: {}; the last: {}", untold.getAndSet(0), failure.toString());
        }
    }
}
