package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void theFirstIsToldApartFromTheRest() {
        long[] nanos = LongStream.rangeClosed(1, 100).map(n -> n * 1_000_000).toArray();
        nanos[0] = 500_000_000;

        assertThat(Latency.summary(nanos))
                .isEqualTo("100 signups, one at a time: first 500.0 ms, median 51.0 ms, p95 96.0 ms, slowest 500.0 ms");
    }

    @Test
    void oneIsEnough() {
        assertThat(Latency.summary(new long[] {1_500_000}))
                .contains("1 signups")
                .contains("median 1.5 ms");
    }
}
