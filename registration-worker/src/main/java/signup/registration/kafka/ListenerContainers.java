package signup.registration.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/** Makes the container of each role's listener. They start when the worker's start is complete, not with the context. */
public final class ListenerContainers implements ApplicationListener<ListenerContainerIdleEvent> {

    private static final double MULTIPLIER = 3;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventCodec codec;
    private final Retrying retrying;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<MessageListenerContainer, Backlog> backlogs = new ConcurrentHashMap<>();

    /**
     * How failed batches are retried: without end.
     *
     * @param first the first pause; each further is three times as long
     * @param longest the longest pause
     */
    public record Retrying(Duration first, Duration longest) {}

    public ListenerContainers(
            ConsumerFactory<byte[], byte[]> consumers,
            KafkaTemplate<byte[], byte[]> kafka,
            EventCodec codec,
            Retrying retrying,
            MeterRegistry meters,
            Clock clock) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.codec = codec;
        this.retrying = retrying;
        this.meters = meters;
        this.clock = clock;
    }

    /** What waits on that topic for this instance. */
    public Backlog backlog(String topic) {
        return new Backlog(topic, meters, clock);
    }

    /**
     * A container whose consumers, {@code concurrency} of them in group {@code groupId}, hand batches of at most {@code
     * maxPollRecords} to the handler.
     */
    public <E extends SpecificRecord> ConcurrentMessageListenerContainer<byte[], byte[]> container(
            String groupId,
            String topic,
            Class<E> type,
            int concurrency,
            int maxPollRecords,
            Backlog backlog,
            BatchHandler<E> handler) {
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(groupId);
        properties.setAckMode(AckMode.MANUAL);
        properties.setAuthExceptionRetryInterval(retrying.longest());
        properties.setMessageListener(new ExactlyOnceListener<>(
                type,
                handler,
                codec,
                new OutgoingTransactions(kafka),
                backlog,
                new ListenerMetrics(topic, meters),
                clock));
        properties.setConsumerRebalanceListener(new ForgettingWhatIsRevoked(backlog));
        properties.setIdleEventInterval(LOOK.toMillis());
        properties.setIdleBeforeDataMultiplier(1);
        Properties consumer = new Properties();
        consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(maxPollRecords));
        properties.setKafkaConsumerProperties(consumer);
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(topic);
        container.setConcurrency(concurrency);
        container.setCommonErrorHandler(new BackToCommitted(backOff()));
        container.setAutoStartup(false);
        backlogs.put(container, backlog);
        return container;
    }

    /** Consumers that are paused or get nothing call no listener, but say so, each on its own thread. */
    @Override
    public void onApplicationEvent(ListenerContainerIdleEvent idle) {
        Backlog backlog = backlogs.get(idle.getContainer(MessageListenerContainer.class));
        if (backlog == null) {
            return;
        }
        if (idle.isPaused()) {
            backlog.paused(idle.getConsumer());
        } else {
            backlog.idle(idle.getConsumer());
        }
    }

    /** Called on the consumer's own thread. */
    private record ForgettingWhatIsRevoked(Backlog backlog) implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            backlog.forget();
        }
    }

    private ExponentialBackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(retrying.first().toMillis(), MULTIPLIER);
        backOff.setMaxInterval(retrying.longest().toMillis());
        backOff.setJitter(retrying.first().toMillis() / 2);
        return backOff;
    }
}
