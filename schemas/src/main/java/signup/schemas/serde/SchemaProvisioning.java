package signup.schemas.serde;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.schemas.Topic;

/**
 * Sees at start that the schema registry answers and has the schemas that a service writes (or registers them, as
 * {@code auto.register.schemas} says), before the service takes work. While the registry does not answer it tries
 * again, after 0.5 s, 1 s, 2 s and so on up to every 10 s, and says so. Every serializer of the process with the same
 * registry settings profits.
 */
public final class SchemaProvisioning {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaProvisioning.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Map<String, ?> settings;
    private final Duration atMost;

    /**
     * @param settings the producer's, such as {@code schema.registry.url}
     * @param atMost how long to try before giving up
     */
    public SchemaProvisioning(Map<String, ?> settings, Duration atMost) {
        this.settings = settings;
        this.atMost = atMost;
    }

    /**
     * Provides for these topics; blocks for about {@code atMost} at worst.
     *
     * @throws RegistryUnavailableException when the registry did not answer until then
     * @throws SchemaRefusedException at once, when it does not have or take one of the schemas
     */
    public void provide(Collection<Topic> topics) {
        try (ConfluentAvroSerializer serializer = new ConfluentAvroSerializer()) {
            serializer.configure(settings, false);
            long start = System.nanoTime();
            Duration wait = FIRST_WAIT;
            while (!provided(serializer, topics, wait, start)) {
                sleep(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        }
    }

    private boolean provided(ConfluentAvroSerializer serializer, Collection<Topic> topics, Duration wait, long start) {
        try {
            serializer.warmUp(topics);
            return true;
        } catch (RegistryUnavailableException e) {
            Duration left = atMost.minusNanos(System.nanoTime() - start);
            if (left.compareTo(wait) < 0) {
                throw new RegistryUnavailableException(e.getMessage() + "; given up after " + text(atMost), e);
            }
            LOG.warn("{}; trying again in {}, for {} at most", e.getMessage(), text(wait), text(left));
            return false;
        }
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static String text(Duration duration) {
        return duration.toMillis() < 10_000
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3)
                : duration.toSeconds() + " s";
    }
}
