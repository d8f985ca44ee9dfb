package signup.registration.health;

import java.util.function.Predicate;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** Whether a consumer's group has ever told it which partitions are its own: what is sent before that waits. */
record Joined() implements Predicate<KafkaMessageListenerContainer<byte[], byte[]>> {

    /** Kafka's own metric; -1 before the first time. */
    private static final String LAST_REBALANCE = "last-rebalance-seconds-ago";

    @Override
    public boolean test(KafkaMessageListenerContainer<byte[], byte[]> consumer) {
        return consumer.metrics().values().stream()
                .flatMap(metrics -> metrics.values().stream())
                .filter(metric -> metric.metricName().name().equals(LAST_REBALANCE))
                .anyMatch(metric -> metric.metricValue() instanceof Number seconds && seconds.doubleValue() >= 0);
    }
}
