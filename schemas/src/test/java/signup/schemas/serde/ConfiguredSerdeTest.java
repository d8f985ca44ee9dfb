package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.ConnectException;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class ConfiguredSerdeTest {

    private static final String REGISTRY = "http://127.0.0.1:1";

    @Test
    void theSerdeIsTheOneThatIsNamed() {
        assertThat(ConfiguredSerde.serializer(Map.of(
                        "value.serializer", ConfluentAvroSerializer.class.getName(), "schema.registry.url", REGISTRY)))
                .isInstanceOf(ConfluentAvroSerializer.class);
        assertThat(ConfiguredSerde.deserializer(
                        Map.of("value.deserializer", ConfluentAvroDeserializer.class, "schema.registry.url", REGISTRY)))
                .isInstanceOf(ConfluentAvroDeserializer.class);
    }

    @Test
    void aClassThatIsNotThereIsNamedWithItsKey() {
        assertThatThrownBy(() -> ConfiguredSerde.serializer(Map.of("value.serializer", "example.Missing")))
                .hasMessageContaining("value.serializer")
                .hasMessageContaining("example.Missing");
    }

    @Test
    void onlyARegistryThatCannotBeAskedIsWorthAnotherTry() {
        assertThat(retriable(new ConnectException())).isTrue();
        assertThat(retriable(new RegistryUnavailableException("down", new ConnectException())))
                .isTrue();
        assertThat(retriable(new EOFException())).isFalse();
        assertThat(ConfiguredSerde.isRetriable(new UndecodableRecordException("no magic byte")))
                .isFalse();
    }

    /** As Confluent's serde throws. */
    private static boolean retriable(Exception cause) {
        return ConfiguredSerde.isRetriable(new SerializationException("Error retrieving Avro schema", cause));
    }
}
