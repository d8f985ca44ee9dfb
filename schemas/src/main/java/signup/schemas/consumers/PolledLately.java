package signup.schemas.consumers;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Whether a consumer has polled lately. One that has not is out of its group: it does no work now, and will again when what
 * it waits for (the cluster, mostly) is back, so it is not ready, and no reason to restart the process.
 *
 * @param longestSilence {@code max.poll.interval.ms}
 */
public record PolledLately(Duration longestSilence) implements Predicate<MessageListenerContainer> {

    private static final String LAST_POLL = "last-poll-seconds-ago";

    @Override
    public boolean test(MessageListenerContainer consumer) {
        return consumer.metrics().values().stream().allMatch(this::tellsSo);
    }

    private boolean tellsSo(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(LAST_POLL))
                .allMatch(metric -> !(metric.getValue().metricValue() instanceof Number seconds)
                        || seconds.doubleValue() <= longestSilence.toSeconds());
    }
}
