package signup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import signup.events.UserCreated;

class CloudEventHeadersTest {

    @Test
    void anEventIsACloudEventInBinaryMode() {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.USER_CREATED, "key", null);

        CloudEventHeaders.of(
                        UserCreated.class,
                        UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
                        "registration-worker",
                        Instant.parse("2026-01-02T03:04:05.000006Z"))
                .addTo(record.headers());

        assertThat(Arrays.stream(record.headers().toArray())
                        .map(header -> header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8)))
                .containsExactlyInAnyOrder(
                        "ce_specversion: 1.0",
                        "ce_id: 6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                        "ce_type: signup.UserCreated.v1",
                        "ce_source: /signup/registration-worker",
                        "ce_time: 2026-01-02T03:04:05.000006Z",
                        "content-type: application/avro");
    }
}
