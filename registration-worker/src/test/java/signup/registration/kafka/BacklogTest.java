package signup.registration.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition("signup.requested", 0);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Backlog backlog = new Backlog(PARTITION.topic(), new SimpleMeterRegistry(), new SetClock());
    private final MockConsumer<byte[], byte[]> consumer = consumer();

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

    @Test
    void whatGathersBeforeAPausedConsumerWaitsSinceItWasFirstSeen() {
        consumer.updateEndOffsets(Map.of(PARTITION, 5L));
        backlog.paused(consumer);
        assertThat(backlog.records()).isZero();

        consumer.updateEndOffsets(Map.of(PARTITION, 20_005L));
        backlog.paused(consumer);
        now.set(NOW.plusSeconds(50));
        consumer.updateEndOffsets(Map.of(PARTITION, 20_015L));
        backlog.paused(consumer);

        assertThat(backlog.records()).isEqualTo(20_010);
        assertThat(backlog.seconds()).isEqualTo(50);
    }

    @Test
    void aPauseMakesNothingYoungerThatWaitedBefore() {
        backlog.taken(List.of(written(Duration.ofSeconds(40))), consumer);
        consumer.updateEndOffsets(Map.of(PARTITION, 7L));
        backlog.paused(consumer);

        assertThat(backlog.records()).isEqualTo(2);
        assertThat(backlog.seconds()).isEqualTo(40);
    }

    @Test
    void whatNoBatchBringsAfterAPauseWaitsNoLonger() {
        consumer.updateEndOffsets(Map.of(PARTITION, 6L));
        backlog.paused(consumer);
        assertThat(backlog.records()).isEqualTo(1);

        consumer.seek(PARTITION, 6);
        backlog.idle(consumer);

        assertThat(backlog.records()).isZero();
        assertThat(backlog.seconds()).isZero();
    }

    @Test
    void aBrokerThatDoesNotAnswerAPausedConsumerChangesNothing() {
        backlog.taken(List.of(written(Duration.ofSeconds(40))), consumer);
        consumer.setOffsetsException(new TimeoutException("away"));
        backlog.paused(consumer);

        assertThat(backlog.records()).isEqualTo(1);
        assertThat(backlog.seconds()).isEqualTo(40);
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

    private static MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.assign(List.of(PARTITION));
        consumer.seek(PARTITION, 5);
        return consumer;
    }

    private final class SetClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
