package signup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void anOpenLoopSpacesItsRequestsEvenlyWhateverTheTimeIs() {
        Schedule schedule = Schedule.openLoop(500);

        assertThat(schedule.dueAt(0, 77)).isZero();
        assertThat(schedule.dueAt(1, 77)).isEqualTo(SECOND / 500);
        assertThat(schedule.dueAt(500, 3 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void anOpenLoopDoesNotDriftOverAnHour() {
        assertThat(Schedule.openLoop(7).dueAt(7L * 3600, 0))
                .isCloseTo(3600 * SECOND, org.assertj.core.data.Offset.offset(1000L));
    }

    @Test
    void inAClosedLoopTheNextRequestIsDueNow() {
        assertThat(Schedule.closedLoop().dueAt(12, 34)).isEqualTo(34);
    }

    @Test
    void aBurstIsDueAtOnceAndThenThereIsNoMore() {
        Schedule schedule = Schedule.burst(3);

        assertThat(schedule.dueAt(0, 77)).isZero();
        assertThat(schedule.dueAt(2, 77)).isZero();
        assertThat(schedule.dueAt(3, 77)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRateIsPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.openLoop(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.openLoop(Double.NaN));
    }
}
