package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerdeConfigTest {

    private static final String URL = "http://registry:8081";

    @Test
    void everySettingHasADefaultThatIsSafe() {
        SerdeConfig config = config();

        assertThat(config.registersSchemas()).isFalse();
        assertThat(config.writesLatestVersion()).isFalse();
        assertThat(config.readsSpecificRecords()).isFalse();
        assertThat(config.connection().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.connection().readTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.connection().missingIdTtl()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.connection().normalize()).isFalse();
    }

    @Test
    void everySettingIsDocumented() {
        assertThat(SerdeConfig.DEFINITION.configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank().endsWith("."));
    }

    @Test
    void everySettingIsRead() {
        SerdeConfig config = config(
                "auto.register.schemas", "true",
                "use.latest.version", "true",
                "specific.avro.reader", "true",
                "normalize.schemas", "true",
                "http.connect.timeout.ms", "1",
                "schema.registry.http.read.timeout.ms", "2",
                "missing.id.cache.ttl.sec", "3",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "ada:secret",
                "bearer.auth.credentials.source", "STATIC_TOKEN",
                "key.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicNameStrategy",
                "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicNameStrategy");

        assertThat(config.registersSchemas()).isTrue();
        assertThat(config.writesLatestVersion()).isTrue();
        assertThat(config.readsSpecificRecords()).isTrue();
        assertThat(config.connection().normalize()).isTrue();
        assertThat(config.connection().connectTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(config.connection().readTimeout()).isEqualTo(Duration.ofMillis(2));
        assertThat(config.connection().missingIdTtl()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.connection().endpoints().get(0).authorization()).isEqualTo("Basic YWRhOnNlY3JldA==");
        assertThat(config("bearer.auth.token", "t")
                        .connection()
                        .endpoints()
                        .get(0)
                        .authorization())
                .isEqualTo("Bearer t");
    }

    @Test
    void severalAddressesAreSeparatedByCommas() {
        assertThat(config("schema.registry.url", "http://a:1/, https://b:2/apis/ccompat/v7")
                        .connection()
                        .endpoints())
                .extracting(Object::toString)
                .isEqualTo(List.of("http://a:1", "https://b:2/apis/ccompat/v7"));
    }

    @ParameterizedTest
    @CsvSource({
        "schema.registry.url, ''",
        "schema.registry.url, registry:8081",
        "schema.registry.url, ftp://registry",
        "schema.registry.url, http://",
        "basic.auth.credentials.source, SASL_INHERIT",
        "basic.auth.credentials.source, USER_INFO",
        "value.subject.name.strategy, io.confluent.kafka.serializers.subject.RecordNameStrategy",
        "http.read.timeout.ms, 0",
        "missing.id.cache.ttl.sec, -1"
    })
    void whatCannotBeServedIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> config(name, value).connection())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name);
    }

    @Test
    void withoutAnAddressThereIsNoSerde() {
        assertThatThrownBy(() -> new ConfluentAvroSerializer().configure(Map.of(), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void aTrustStoreForTheRegistryIsTakenWithItsPrefix() {
        assertThat(config("schema.registry.ssl.truststore.location", "ca.pem", "ssl.truststore.location", "kafka.pem")
                        .connection()
                        .ssl())
                .containsEntry("ssl.truststore.location", "ca.pem");
        assertThat(config("ssl.truststore.location", "kafka.pem").connection().ssl())
                .isEmpty();
    }

    @Test
    void secretsAreInNoText() {
        SerdeConfig config =
                config("schema.registry.url", "https://ada:s3cret@registry", "bearer.auth.token", "s3cret");

        assertThat(config.connection().toString()).isEqualTo("https://registry");
        assertThat(config.connection().endpoints().toString()).doesNotContain("s3cret");
        assertThat(config.values().get("bearer.auth.token").toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> config("schema.registry.url", "ftp://ada:s3cret@registry"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("s3cret");
    }

    private static SerdeConfig config(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("schema.registry.url", URL));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new SerdeConfig(all);
    }
}
