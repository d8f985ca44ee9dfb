package signup.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** The serde that a service's configuration names by class: ours, or Confluent's in its place. */
public final class ConfiguredSerde {

    private ConfiguredSerde() {}

    /** The serializer of values in a producer's properties, configured with them. */
    @SuppressWarnings("unchecked")
    public static Serializer<Object> serializer(Map<String, Object> properties) {
        Serializer<Object> serializer =
                instance(properties, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, Serializer.class);
        serializer.configure(properties, false);
        return serializer;
    }

    /** The deserializer of values in a consumer's properties, configured with them. */
    public static Deserializer<?> deserializer(Map<String, Object> properties) {
        Deserializer<?> deserializer =
                instance(properties, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, Deserializer.class);
        deserializer.configure(properties, false);
        return deserializer;
    }

    /**
     * Whether to try again. Ours says by its type that the registry could not be asked; Confluent's wraps what the connection
     * threw.
     */
    public static boolean isRetriable(SerializationException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof IOException && !(cause instanceof EOFException)) {
                return true;
            }
        }
        return false;
    }

    private static <T> T instance(Map<String, Object> properties, String key, Class<T> kind) {
        Object named = Objects.requireNonNull(properties.get(key), key);
        try {
            return named instanceof Class<?> type
                    ? kind.cast(Utils.newInstance(type))
                    : Utils.newInstance(String.valueOf(named), kind);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(key + ": " + named + " is not on the class path", e);
        }
    }
}
