package signup.notification.kafka;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Up while every consumer thread of the listener runs. */
final class ConsumerHealth implements HealthIndicator {

    private final KafkaListenerEndpointRegistry registry;

    ConsumerHealth(KafkaListenerEndpointRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Health health() {
        MessageListenerContainer container = registry.getListenerContainer(OwedMailListener.ID);
        if (!(container instanceof ConcurrentMessageListenerContainer<?, ?> listener)) {
            return Health.down().withDetail("consumers", 0).build();
        }
        List<? extends MessageListenerContainer> consumers = listener.getContainers();
        long alive = consumers.stream()
                .filter(consumer -> consumer.isRunning() && consumer.isInExpectedState())
                .count();
        boolean up = listener.isRunning() && alive == listener.getConcurrency();
        return (up ? Health.up() : Health.down()).withDetail("consumers", alive).build();
    }
}
