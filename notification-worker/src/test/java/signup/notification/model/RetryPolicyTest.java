package signup.notification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import signup.notification.model.Delivery.Deferred;
import signup.notification.model.Delivery.HandedOver;
import signup.notification.model.Delivery.Refused;
import signup.notification.model.Delivery.Unreachable;

class RetryPolicyTest {

    private static final double LEAST = 0;
    private static final double MOST = 0.999999;

    private final RetryPolicy policy =
            new RetryPolicy(Duration.ofSeconds(10), Duration.ofHours(2), 20, Duration.ofHours(24));

    @Test
    void aMailThatWasHandedOverIsDone() {
        assertThat(policy.judge(attempt(1), new HandedOver(), LEAST))
                .isEqualTo(new Verdict.Final(State.HANDED_OVER, null));
    }

    @Test
    void aRefusedMailFailsAtTheFirstAttempt() {
        assertThat(policy.judge(attempt(1), new Refused("recipient refused: 550"), LEAST))
                .isEqualTo(new Verdict.Final(State.FAILED, "recipient refused: 550"));
    }

    @Test
    void waitsDoubleUpToTheLongest() {
        assertThat(policy.delay(1, LEAST)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.delay(2, LEAST)).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.delay(5, LEAST)).isEqualTo(Duration.ofSeconds(160));
        assertThat(policy.delay(11, LEAST)).isEqualTo(Duration.ofHours(2));
        assertThat(policy.delay(Integer.MAX_VALUE, LEAST)).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void chanceShortensAWaitByUpToHalf() {
        assertThat(policy.delay(3, MOST)).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_001));
        assertThat(policy.delay(3, 0.5)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aDeferredMailIsTriedAgain() {
        assertThat(policy.judge(attempt(2), new Deferred("timed out"), LEAST))
                .isEqualTo(new Verdict.Retry(Duration.ofSeconds(20), "timed out", true));
    }

    @Test
    void aMailIsAbandonedAfterTheLastAttempt() {
        assertThat(policy.judge(attempt(19), new Deferred("timed out"), LEAST)).isInstanceOf(Verdict.Retry.class);
        assertThat(policy.judge(attempt(20), new Deferred("timed out"), LEAST))
                .isEqualTo(new Verdict.Final(State.ABANDONED, "timed out"));
    }

    @Test
    void aMailIsAbandonedWhenItsNextAttemptWouldComeTooLate() {
        assertThat(policy.judge(attempt(11, Duration.ofHours(21)), new Deferred("timed out"), LEAST))
                .isInstanceOf(Verdict.Retry.class);
        assertThat(policy.judge(attempt(11, Duration.ofHours(23)), new Deferred("timed out"), LEAST))
                .isEqualTo(new Verdict.Final(State.ABANDONED, "timed out"));
    }

    @Test
    void aServerThatCannotBeReachedCostsAMailNoAttempt() {
        assertThat(policy.judge(attempt(20), new Unreachable("no connection"), LEAST))
                .isEqualTo(new Verdict.Retry(Duration.ofSeconds(10), "no connection", false));
        assertThat(policy.judge(attempt(1, Duration.ofHours(25)), new Unreachable("no connection"), LEAST))
                .isEqualTo(new Verdict.Final(State.ABANDONED, "no connection"));
    }

    @Test
    void attemptsThatNeverEndedAreNotRepeatedForEver() {
        assertThat(policy.allows(attempt(20))).isTrue();
        assertThat(policy.allows(attempt(21))).isFalse();
    }

    @Test
    void delaysThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofHours(2), 20, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofHours(3), Duration.ofHours(2), 20, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(1), Duration.ofHours(2), 0, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Dispatch attempt(int attempts) {
        return attempt(attempts, Duration.ZERO);
    }

    private static Dispatch attempt(int attempts, Duration age) {
        return new Dispatch(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Purpose.CONFIRMATION,
                new Recipient(UUID.randomUUID(), "a@b.example", null, null),
                "en",
                attempts,
                age);
    }
}
