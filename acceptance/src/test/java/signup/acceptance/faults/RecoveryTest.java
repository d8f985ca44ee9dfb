package signup.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import signup.acceptance.faults.load.Attempt;

class RecoveryTest {

    private static final long BEGAN = 10_000;
    private static final long ENDED = 12_000;
    private static final long NEXT = 30_000;

    @Test
    void itIsCompleteWithTheLastAnswerThatCameLate() {
        Recovery recovery = Recovery.of(
                "f", BEGAN, ENDED, NEXT, List.of(answered(12_500, 15_000, 201), answered(14_000, 14_020, 201)));

        assertThat(recovery.lasted()).isEqualTo(Duration.ofSeconds(2));
        assertThat(recovery.toRecover()).isEqualTo(Duration.ofSeconds(3));
        assertThat(recovery.complete()).isTrue();
    }

    @Test
    void aFaultThatNobodyFeltNeedsNoRecovery() {
        Recovery recovery = Recovery.of("f", BEGAN, ENDED, NEXT, List.of(answered(11_000, 11_050, 201)));

        assertThat(recovery.toRecover()).isZero();
    }

    @Test
    void anAnswerWithoutADecisionCountsHoweverQuick() {
        Recovery recovery = Recovery.of("f", BEGAN, ENDED, NEXT, List.of(answered(13_000, 13_010, 503)));

        assertThat(recovery.toRecover()).isEqualTo(Duration.ofMillis(1_010));
    }

    @Test
    void itIsNotCompleteWhenTheNextFaultCameBefore() {
        Recovery recovery = Recovery.of("f", BEGAN, ENDED, 13_500, List.of(answered(12_900, 12_910, 503)));

        assertThat(recovery.complete()).isFalse();
    }

    private static Attempt answered(long sent, long answered, int status) {
        return new Attempt(1, null, "{}", true, sent, answered, status, null, "");
    }
}
