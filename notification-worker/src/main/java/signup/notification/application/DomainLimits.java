package signup.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many mails of one domain may be on their way at once, so that a slow domain never holds up another: {@code perDomain},
 * and a single one for a domain whose last mail took {@code slowAfter} or longer. Thread-safe; one per instance.
 */
final class DomainLimits {

    private final int perDomain;
    private final Duration slowAfter;
    private final Map<String, Integer> onTheirWay = new HashMap<>();
    private final Map<String, Instant> slowUntil = new TreeMap<>();

    DomainLimits(int perDomain, Duration slowAfter) {
        this.perDomain = perDomain;
        this.slowAfter = slowAfter;
    }

    int perDomain() {
        return perDomain;
    }

    /** How many more may be begun, for each domain that has another limit than {@link #perDomain}. */
    synchronized Map<String, Integer> free(Instant now) {
        slowUntil.values().removeIf(until -> until.isBefore(now));
        Map<String, Integer> free = new HashMap<>();
        slowUntil.keySet().forEach(domain -> free.put(domain, 1));
        onTheirWay.forEach((domain, sending) -> free.merge(domain, perDomain, Math::min));
        free.replaceAll((domain, limit) -> Math.max(0, limit - onTheirWay.getOrDefault(domain, 0)));
        return free;
    }

    synchronized void begun(String domain) {
        onTheirWay.merge(domain, 1, Integer::sum);
    }

    /** A mail of the domain is done with; it took this long. */
    synchronized void ended(String domain, Duration took, Instant now) {
        onTheirWay.computeIfPresent(domain, (name, sending) -> sending > 1 ? sending - 1 : null);
        if (took.compareTo(slowAfter) >= 0) {
            slowUntil.put(domain, now.plus(took.multipliedBy(2)));
        } else {
            slowUntil.remove(domain);
        }
    }
}
