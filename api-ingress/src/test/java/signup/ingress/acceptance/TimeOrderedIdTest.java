package signup.ingress.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {

    @Test
    void itsFirstBitsAreTheTime() {
        UUID id = TimeOrderedId.next(InstantSource.fixed(Instant.ofEpochMilli(0x0123_4567_89ABL)));

        assertThat(id.toString()).startsWith("01234567-89ab-7");
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(TimeOrderedId.next(InstantSource.system())).isNotEqualTo(TimeOrderedId.next(InstantSource.system()));
    }

    @Test
    void noBitsAreUsedTwice() {
        InstantSource sameTime = InstantSource.fixed(Instant.EPOCH);

        assertThat(Stream.generate(() -> TimeOrderedId.next(sameTime)).limit(1_000))
                .doesNotHaveDuplicates();
    }
}
