package signup.registration.health;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * Whether every consumer that was started is there still. A container's own {@code isRunning} stays true while its
 * consumers die one by one, so each is looked at.
 */
public final class ConsumersHealth implements HealthIndicator {

    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
    private final Predicate<KafkaMessageListenerContainer<byte[], byte[]>> isWell;

    /** @param isWell what is wanted of each consumer, beside being there */
    public ConsumersHealth(
            List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers,
            Predicate<KafkaMessageListenerContainer<byte[], byte[]>> isWell) {
        this.containers = containers;
        this.isWell = isWell;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (ConcurrentMessageListenerContainer<byte[], byte[]> container : containers) {
            if (container.isRunning() || !container.isInExpectedState()) {
                long well = container.getContainers().stream()
                        .filter(consumer -> consumer.isRunning() && isWell.test(consumer))
                        .count();
                health.withDetail(container.getListenerId(), well + " of " + container.getConcurrency());
                if (well < container.getConcurrency()) {
                    health.down();
                }
            }
        }
        return health.build();
    }
}
