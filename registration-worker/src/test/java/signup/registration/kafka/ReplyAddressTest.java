package signup.registration.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyAddressTest {

    @Test
    void anAddressIsAPartitionAndATime() {
        assertThat(ReplyAddress.of(headers("3", "1000"))).contains(new ReplyAddress(3, null, 1000));
    }

    @Test
    void aRequestMaySayWhichOfThoseThatWaitItIs() {
        Headers named = headers("3", "1000").add("reply-id", "one".getBytes());

        assertThat(ReplyAddress.of(named)).contains(new ReplyAddress(3, "one", 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "one", "1e3", "0x1", "2147483648", "99999999999999999999"})
    void aPartitionThatIsNoneIsNoAddress(String partition) {
        assertThat(ReplyAddress.of(headers(partition, "1000"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "99999999999999999999"})
    void aTimeThatIsNoneIsNoAddress(String until) {
        assertThat(ReplyAddress.of(headers("0", until))).isEmpty();
    }

    @Test
    void aMissingHeaderIsNoAddress() {
        assertThat(ReplyAddress.of(new RecordHeaders())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"999, true", "1000, true", "1001, false"})
    void nobodyWaitsAfterItsTime(long now, boolean awaits) {
        assertThat(new ReplyAddress(0, null, 1000).awaitsAt(Instant.ofEpochMilli(now)))
                .isEqualTo(awaits);
    }

    private static Headers headers(String partition, String until) {
        return new RecordHeaders().add("reply-partition", partition.getBytes()).add("reply-until", until.getBytes());
    }
}
