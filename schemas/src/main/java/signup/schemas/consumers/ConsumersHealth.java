package signup.schemas.consumers;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Whether every consumer that was started is there still. A container's own {@code isRunning} stays true while its
 * consumers die one by one, so each is looked at.
 */
public final class ConsumersHealth implements HealthIndicator {

    private final Supplier<? extends Collection<? extends MessageListenerContainer>> containers;
    private final Predicate<MessageListenerContainer> isWell;

    /**
     * @param containers asked each time; only concurrent ones are looked at
     * @param isWell what is wanted of each consumer, beside being there
     */
    public ConsumersHealth(
            Supplier<? extends Collection<? extends MessageListenerContainer>> containers,
            Predicate<MessageListenerContainer> isWell) {
        this.containers = containers;
        this.isWell = isWell;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (MessageListenerContainer container : containers.get()) {
            if (container instanceof ConcurrentMessageListenerContainer<?, ?> concurrent
                    && (concurrent.isRunning() || !concurrent.isInExpectedState())) {
                long well = concurrent.getContainers().stream()
                        .filter(consumer -> consumer.isRunning() && isWell.test(consumer))
                        .count();
                health.withDetail(concurrent.getListenerId(), well + " of " + concurrent.getConcurrency());
                if (well < concurrent.getConcurrency()) {
                    health.down();
                }
            }
        }
        return health.build();
    }
}
