package signup.registration.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * Whether every consumer that was started still polls. A container's own {@code isRunning} stays true while its consumers
 * die one by one, so each is looked at, and when it last polled.
 */
public final class ConsumersHealth implements HealthIndicator {

    private static final String LAST_POLL = "last-poll-seconds-ago";

    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
    private final Duration longestSilence;

    /** @param longestSilence after which a consumer that has not polled is out of its group, and so as good as dead */
    public ConsumersHealth(
            List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers, Duration longestSilence) {
        this.containers = containers;
        this.longestSilence = longestSilence;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (ConcurrentMessageListenerContainer<byte[], byte[]> container : containers) {
            if (container.isRunning() || !container.isInExpectedState()) {
                long polling =
                        container.getContainers().stream().filter(this::polls).count();
                health.withDetail(container.getListenerId(), polling + " of " + container.getConcurrency());
                if (polling < container.getConcurrency()) {
                    health.down();
                }
            }
        }
        return health.build();
    }

    private boolean polls(KafkaMessageListenerContainer<byte[], byte[]> consumer) {
        return consumer.isRunning() && consumer.metrics().values().stream().allMatch(this::polledLately);
    }

    private boolean polledLately(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(LAST_POLL))
                .allMatch(metric -> !(metric.getValue().metricValue() instanceof Number seconds)
                        || seconds.doubleValue() <= longestSilence.toSeconds());
    }
}
