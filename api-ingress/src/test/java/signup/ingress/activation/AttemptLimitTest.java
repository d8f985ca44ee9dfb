package signup.ingress.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final AttemptLimit limit = new AttemptLimit(10, Duration.ofMinutes(1), () -> now);

    @Test
    void theEleventhTryWithinAMinuteWaitsForItsEnd() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.tryAgainAfter("192.0.2.1")).isEmpty();
        }
        now = now.plusSeconds(20);

        assertThat(limit.tryAgainAfter("192.0.2.1")).contains(Duration.ofSeconds(40));
        assertThat(limit.tryAgainAfter("192.0.2.2")).isEmpty();

        now = now.plusSeconds(40);
        assertThat(limit.tryAgainAfter("192.0.2.1")).isEmpty();
    }
}
