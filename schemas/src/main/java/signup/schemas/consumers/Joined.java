package signup.schemas.consumers;

import java.util.function.Predicate;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Whether a consumer's group has ever told it which partitions are its own: what is sent before that waits. */
public record Joined() implements Predicate<MessageListenerContainer> {

    /** Kafka's own metric; -1 before the first time. */
    private static final String LAST_REBALANCE = "last-rebalance-seconds-ago";

    @Override
    public boolean test(MessageListenerContainer consumer) {
        return consumer.metrics().values().stream()
                .flatMap(metrics -> metrics.values().stream())
                .filter(metric -> metric.metricName().name().equals(LAST_REBALANCE))
                .anyMatch(metric -> metric.metricValue() instanceof Number seconds && seconds.doubleValue() >= 0);
    }
}
