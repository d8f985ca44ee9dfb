package signup.registration.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition("signup.requested", 0);

    private final Backlog backlog =
            new Backlog(PARTITION.topic(), new SimpleMeterRegistry(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final Consumer<byte[], byte[]> consumer = consumer();

    @Test
    void whatIsInWorkWaitsSinceItWasWritten() {
        backlog.taken(List.of(written(Duration.ofSeconds(40))), consumer);

        assertThat(backlog.records()).isEqualTo(1);
        assertThat(backlog.seconds()).isEqualTo(40);
    }

    @Test
    void whatWasTakenStaysCountedWhenItIsDone() {
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(written(Duration.ZERO));
        backlog.taken(batch, consumer);
        backlog.done(batch, consumer);
        backlog.taken(batch, consumer);

        assertThat(backlog.taken()).isEqualTo(2);
    }

    @Test
    void aConsumerThatHasGivenItsPartitionsUpHasNothingWaiting() {
        backlog.taken(List.of(written(Duration.ofSeconds(40))), consumer);
        backlog.forget();

        assertThat(backlog.records()).isZero();
        assertThat(backlog.seconds()).isZero();
    }

    private static ConsumerRecord<byte[], byte[]> written(Duration ago) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                0,
                NOW.minus(ago).toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }

    private static Consumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.assign(List.of(PARTITION));
        return consumer;
    }
}
