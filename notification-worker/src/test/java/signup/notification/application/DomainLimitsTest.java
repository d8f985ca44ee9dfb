package signup.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DomainLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofSeconds(6);

    private final DomainLimits limits = new DomainLimits(3, Duration.ofSeconds(5));

    @Test
    void anIdleDomainHasTheCommonLimit() {
        assertThat(limits.free(NOW)).isEmpty();
    }

    @Test
    void mailsOnTheirWayTakeFromTheLimitOfTheirDomainOnly() {
        limits.begun("a.example");
        limits.begun("a.example");
        limits.begun("b.example");

        assertThat(limits.free(NOW)).containsEntry("a.example", 1).containsEntry("b.example", 2);
    }

    @Test
    void aMailThatArrivedGivesItsPlaceBack() {
        limits.begun("a.example");
        limits.ended("a.example", QUICK, NOW);

        assertThat(limits.free(NOW)).isEmpty();
    }

    @Test
    void aSlowDomainGetsOneMailAtATime() {
        limits.begun("a.example");
        limits.ended("a.example", SLOW, NOW);
        assertThat(limits.free(NOW)).containsEntry("a.example", 1);

        limits.begun("a.example");
        assertThat(limits.free(NOW)).containsEntry("a.example", 0);
    }

    @Test
    void aSlowDomainIsForgivenWhenItIsQuickAgain() {
        limits.begun("a.example");
        limits.ended("a.example", SLOW, NOW);
        limits.begun("a.example");
        limits.ended("a.example", QUICK, NOW);

        assertThat(limits.free(NOW)).isEmpty();
    }

    @Test
    void aSlowDomainIsForgivenAfterAWhile() {
        limits.begun("a.example");
        limits.ended("a.example", SLOW, NOW);

        assertThat(limits.free(NOW.plusSeconds(13))).isEmpty();
    }

    @Test
    void mailsBegunBeforeADomainBecameSlowLeaveNoRoom() {
        limits.begun("a.example");
        limits.begun("a.example");
        limits.begun("a.example");
        limits.ended("a.example", SLOW, NOW);

        assertThat(limits.free(NOW)).containsEntry("a.example", 0);
    }
}
