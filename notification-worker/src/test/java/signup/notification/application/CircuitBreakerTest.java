package signup.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final CircuitBreaker breaker = new CircuitBreaker();

    @Test
    void whileTheServerIsReachedAllMayGo() {
        assertThat(breaker.allowed(16, 3, NOW)).isEqualTo(16);
    }

    @Test
    void whenItIsNotReachedMailsWaitAndThenOneProbes() {
        breaker.notReached(NOW);

        assertThat(breaker.allowed(16, 0, NOW.plusMillis(999))).isZero();
        assertThat(breaker.allowed(16, 0, NOW.plusSeconds(1))).isEqualTo(1);
        assertThat(breaker.allowed(15, 1, NOW.plusSeconds(1))).isZero();
    }

    @Test
    void mailsThatFailTogetherOpenItOnce() {
        breaker.notReached(NOW);
        breaker.notReached(NOW.plusMillis(10));
        breaker.notReached(NOW.plusMillis(20));

        assertThat(breaker.allowed(16, 0, NOW.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void eachFailedProbeDoublesThePauseUpToTheLongest() {
        breaker.notReached(NOW);
        breaker.notReached(NOW.plusSeconds(1));
        assertThat(breaker.allowed(16, 0, NOW.plusMillis(2_999))).isZero();
        assertThat(breaker.allowed(16, 0, NOW.plusSeconds(3))).isEqualTo(1);

        for (int hour = 1; hour < 10; hour++) {
            breaker.notReached(NOW.plusSeconds(hour * 3600L));
        }
        Instant last = NOW.plusSeconds(9 * 3600L);
        assertThat(breaker.allowed(16, 0, last.plusSeconds(29))).isZero();
        assertThat(breaker.allowed(16, 0, last.plusSeconds(30))).isEqualTo(1);
    }

    @Test
    void aProbeThatReachedTheServerLetsAllGo() {
        breaker.notReached(NOW);
        breaker.reached();

        assertThat(breaker.allowed(16, 0, NOW)).isEqualTo(16);
    }
}
