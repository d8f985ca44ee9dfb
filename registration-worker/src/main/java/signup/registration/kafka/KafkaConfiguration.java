package signup.registration.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.DefaultTransactionIdSuffixStrategy;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;
import signup.registration.InstanceId;
import signup.registration.RegistrationSettings;
import signup.schemas.serde.ConfiguredSerde;

/**
 * Clients carry bytes; the serde that {@code spring.kafka.*.value-(de)serializer} names is used on them, so that an
 * undecodable record is one record's matter and an unreachable registry nobody's loss.
 */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Serializer<Object> eventSerializer(KafkaProperties properties) {
        return ConfiguredSerde.serializer(properties.buildProducerProperties());
    }

    @Bean
    Deserializer<?> eventDeserializer(KafkaProperties properties) {
        return ConfiguredSerde.deserializer(properties.buildConsumerProperties());
    }

    @Bean
    EventCodec eventCodec(
            @Qualifier("eventSerializer") Serializer<Object> serializer,
            @Qualifier("eventDeserializer") Deserializer<?> deserializer) {
        return new EventCodec(serializer, deserializer);
    }

    @Bean
    ConsumerFactory<byte[], byte[]> consumerFactory(KafkaProperties properties, MeterRegistry meters) {
        DefaultKafkaConsumerFactory<byte[], byte[]> factory = new DefaultKafkaConsumerFactory<>(
                properties.buildConsumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        factory.addListener(new MicrometerConsumerListener<>(meters));
        return factory;
    }

    @Bean
    ProducerFactory<byte[], byte[]> producerFactory(
            KafkaProperties properties,
            RegistrationSettings settings,
            @Value("${server.port:0}") int serverPort,
            MeterRegistry meters) {
        DefaultKafkaProducerFactory<byte[], byte[]> factory = new DefaultKafkaProducerFactory<>(
                properties.buildProducerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        factory.setTransactionIdPrefix(
                "signup-registration-" + InstanceId.of(settings.worker().instanceId(), serverPort) + "-");
        // One id a consumer thread; a producer that was fenced gives its id to the next, which ends its transaction.
        factory.setTransactionIdSuffixStrategy(new DefaultTransactionIdSuffixStrategy(settings.consumers()));
        factory.addListener(new MicrometerProducerListener<>(meters));
        return factory;
    }

    @Bean
    KafkaTemplate<byte[], byte[]> kafkaTemplate(ProducerFactory<byte[], byte[]> producerFactory) {
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(producerFactory);
        // A failed send fails its transaction, which tells why; it need not be logged for every record as well.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    @Bean
    ListenerContainers listenerContainers(
            ConsumerFactory<byte[], byte[]> consumers,
            KafkaTemplate<byte[], byte[]> kafka,
            EventCodec codec,
            RegistrationSettings settings,
            MeterRegistry meters,
            Clock clock) {
        return new ListenerContainers(
                consumers,
                kafka,
                codec,
                new ListenerContainers.Retrying(
                        settings.worker().retryFirst(), settings.worker().retryLongest()),
                meters,
                clock);
    }
}
