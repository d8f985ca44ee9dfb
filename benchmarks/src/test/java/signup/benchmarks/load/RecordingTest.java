package signup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Recording recording = new Recording(Duration.ofSeconds(1), Duration.ofSeconds(2));

    @Test
    void answersOfTheWarmUpAndAfterTheEndDoNotCount() {
        recording.answered(201, SECOND / 2, SECOND - 1);
        recording.answered(201, SECOND, SECOND);
        recording.answered(201, SECOND, 3 * SECOND);

        LoadResult result = recording.result(3, 0);

        assertThat(result.statuses()).isEqualTo(Map.of(201, 1L));
        assertThat(result.rateOf(201)).isEqualTo(0.5);
        assertThat(result.rateOf(202)).isZero();
    }

    @Test
    void latencyCountsFromWhenTheRequestWasDueEvenIfTheAnswerCameAfterTheEnd() {
        recording.answered(201, 2 * SECOND, 4 * SECOND);

        assertThat(recording.result(1, 0).millisAt(100)).isCloseTo(2000, Percentage.withPercentage(0.1));
    }

    @Test
    void percentilesAreThoseOfTheAnswers() {
        for (int i = 1; i <= 100; i++) {
            recording.answered(201, SECOND, SECOND + i * MILLI);
        }

        LoadResult result = recording.result(100, 0);

        assertThat(result.millisAt(50)).isCloseTo(50, Percentage.withPercentage(0.2));
        assertThat(result.millisAt(99)).isCloseTo(99, Percentage.withPercentage(0.2));
    }

    @Test
    void theRateOfABurstEndsWithItsLastAnswer() {
        recording.answered(201, SECOND, SECOND + SECOND / 4);
        recording.answered(201, SECOND, SECOND + SECOND / 2);

        assertThat(recording.result(2, 0).rateToTheLast(201)).isEqualTo(4);
    }

    @Test
    void everySecondIsCountedByItself() {
        recording.answered(201, SECOND, SECOND);
        recording.answered(201, SECOND, 2 * SECOND);
        recording.answered(201, SECOND, 3 * SECOND - 1);

        assertThat(recording.result(3, 0).perSecond()).containsExactly(1L, 2L);
    }

    @Test
    void aRateOfAnythingButRightAnswersIsRefused() {
        recording.answered(201, SECOND, 2 * SECOND);
        recording.checked(true, SECOND);
        assertThat(recording.result(1, 0).requireOnly(201).rateOf(201)).isPositive();

        assertThatIllegalStateException()
                .isThrownBy(() -> recording.result(2, 1).requireOnly(201))
                .withMessageContaining("1 unanswered");
        recording.checked(false, SECOND);
        assertThatIllegalStateException()
                .isThrownBy(() -> recording.result(1, 0).requireOnly(201))
                .withMessageContaining("1 wrong bodies of 2");
    }

    @Test
    void bodiesOfTheWarmUpAreNotJudged() {
        recording.checked(false, SECOND - 1);
        recording.checked(true, SECOND);
        recording.answered(201, SECOND, 2 * SECOND);

        assertThat(recording.result(1, 0).requireOnly(201).wrong()).isZero();
    }

    @Test
    void aRateWithAnotherStatusAmongTheAnswersIsRefused() {
        recording.checked(true, SECOND);
        recording.answered(201, SECOND, 2 * SECOND);
        recording.answered(503, SECOND, 2 * SECOND);

        assertThatIllegalStateException()
                .isThrownBy(() -> recording.result(2, 0).requireOnly(201))
                .withMessageContaining("{201=1, 503=1}");
    }
}
