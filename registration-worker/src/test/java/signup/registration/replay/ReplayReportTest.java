package signup.registration.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import signup.schemas.Topics;

class ReplayReportTest {

    private static final Instant FROM = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void nothingIsCertainBeforeEveryPartitionHasBeenRead() {
        ReplayReport report = new ReplayReport(FROM, Set.of(0, 7));
        assertThat(report.doneUpTo()).isEqualTo(FROM);

        report.read(List.of(record(0, FROM.plusSeconds(60)), record(0, FROM.plusSeconds(90))));
        assertThat(report.doneUpTo()).isEqualTo(FROM);

        report.read(List.of(record(7, FROM.plusSeconds(30))));
        assertThat(report.doneUpTo()).isEqualTo(FROM.plusSeconds(30));
    }

    @Test
    void aReplayFromTheBeginningIsBegunThereAgain() {
        ReplayReport report = new ReplayReport(null, Set.of(0, 7));
        report.read(List.of(record(0, FROM)));

        assertThat(report.doneUpTo()).isNull();
        assertThat(report.progress()).doesNotContain("done up to");
    }

    @Test
    void theProgressTellsWhereToGoOn() {
        ReplayReport report = new ReplayReport(FROM, Set.of(3));
        report.read(List.of(record(3, FROM.plusSeconds(60))));

        assertThat(report.progress()).endsWith(", done up to 2026-11-22T10:01:00Z");
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, Instant at) {
        return new ConsumerRecord<>(
                Topics.SIGNUP_REQUESTED,
                partition,
                0,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
