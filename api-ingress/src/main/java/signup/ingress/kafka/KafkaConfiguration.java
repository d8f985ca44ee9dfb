package signup.ingress.kafka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import signup.ingress.acceptance.Requests;
import signup.ingress.settings.IngressSettings;
import signup.schemas.serde.ConfiguredSerde;

/**
 * Wires the way to Kafka. The clients are Kafka's own, configured through {@code spring.kafka} (servers, TLS, SASL,
 * tuning, serializer classes).
 */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    Serializer<Object> eventSerializer(ProducerFactory<?, ?> factory) {
        return ConfiguredSerde.serializer(factory.getConfigurationProperties());
    }

    @Bean(destroyMethod = "close")
    Producer<String, Object> producer(
            ProducerFactory<?, ?> factory, Serializer<Object> eventSerializer, IngressSettings settings) {
        Map<String, Object> properties = factory.getConfigurationProperties();
        requireBelow(settings.ingress().replyTimeout(), properties);
        return new KafkaProducer<>(properties, new StringSerializer(), eventSerializer);
    }

    @Bean
    PendingReplies pendingReplies(IngressSettings settings, MeterRegistry meters) {
        PendingReplies pending = new PendingReplies(settings.ingress().maxOpenExchanges());
        Gauge.builder("signup.ingress.pending.replies", pending, PendingReplies::count)
                .description("Exchanges that are open for a decision")
                .register(meters);
        FunctionCounter.builder("signup.ingress.shed", pending, PendingReplies::turnedAway)
                .description("Signups that were answered at once because too many exchanges were open")
                .register(meters);
        return pending;
    }

    @Bean
    ReplyListener replyListener(ConsumerFactory<?, ?> factory, PendingReplies pending) {
        Map<String, Object> properties = new HashMap<>(factory.getConfigurationProperties());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        Deserializer<?> deserializer = ConfiguredSerde.deserializer(properties);
        Supplier<Consumer<String, byte[]>> consumers =
                () -> new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        return new ReplyListener(consumers, deserializer, pending);
    }

    /** A wheel and no sorted queue, whose one lock all threads would take twice for each signup. */
    @Bean(destroyMethod = "stop")
    HashedWheelTimer deadlines() {
        HashedWheelTimer timer =
                new HashedWheelTimer(new DefaultThreadFactory("deadlines", true), 50, TimeUnit.MILLISECONDS);
        // The first use would start it, and wait for that on an event loop.
        timer.start();
        return timer;
    }

    @Bean
    Requests requests(
            Producer<String, Object> producer,
            ReplyListener listener,
            PendingReplies pending,
            KafkaStart pipeline,
            IngressSettings settings,
            HashedWheelTimer deadlines,
            Clock clock) {
        return new KafkaRequests(
                producer,
                listener,
                pending,
                pipeline::isPrepared,
                settings.ingress().replyTimeout(),
                deadlines,
                clock);
    }

    /** Named for the health group {@code readiness}. */
    @Bean
    KafkaStart pipeline(
            KafkaAdmin admin,
            Producer<String, Object> producer,
            Serializer<Object> eventSerializer,
            ReplyListener listener,
            IngressSettings settings) {
        return new KafkaStart(
                () -> Admin.create(admin.getConfigurationProperties()),
                producer,
                eventSerializer,
                listener,
                settings.topics());
    }

    /** What Kafka does not acknowledge is to be known before the wait runs out. */
    private static void requireBelow(Duration replyTimeout, Map<String, Object> properties) {
        Duration delivery = Duration.ofMillis(
                new ProducerConfig(withSerializers(properties)).getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
        if (delivery.compareTo(replyTimeout) >= 0) {
            throw new IllegalArgumentException("The producer's delivery.timeout.ms (" + delivery.toMillis()
                    + ") must be below signup.ingress.reply-timeout (" + replyTimeout.toMillis() + " ms)");
        }
    }

    private static Map<String, Object> withSerializers(Map<String, Object> properties) {
        Map<String, Object> complete = new HashMap<>(properties);
        complete.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        complete.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        return complete;
    }
}
