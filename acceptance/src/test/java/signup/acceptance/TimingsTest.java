package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimingsTest {

    private static final int EACH = 60;
    private static final int COMPARISONS = 2_000;

    private final Random random = new Random(7);

    /** A quiet machine. */
    private final DoubleSupplier steady = () -> 17 + 3 * random.nextGaussian();

    /** A busy one: every third is held up, some for long. */
    private final DoubleSupplier bumpy =
            () -> steady.getAsDouble() + (random.nextInt(3) == 0 ? -40 * Math.log(1 - random.nextDouble()) : 0);

    @Test
    void whatIsAlikeDoesNotDiffer() {
        for (DoubleSupplier kind : List.of(steady, bumpy)) {
            assertThat(IntStream.range(0, COMPARISONS)
                            .filter(any -> sample(kind, 0).differFrom(sample(kind, 0))))
                    .as("false alarms of " + COMPARISONS)
                    .isEmpty();
        }
    }

    @Test
    void fifteenMillisecondsMoreOrLessAreNoticed() {
        for (int more : new int[] {15, -15}) {
            assertThat(IntStream.range(0, COMPARISONS)
                            .allMatch(any -> sample(steady, more).differFrom(sample(steady, 0))))
                    .isTrue();
        }
    }

    @Test
    void theSpreadIsThatOfTheMiddleHalfAndNeverNothing() {
        assertThat(new Timings(List.of(9.0, 1.0, 4.0, 2.0)).spread()).isEqualTo(7);
        assertThat(new Timings(List.of(3.0, 3.0, 3.0)).spread()).isEqualTo(0.5);
    }

    private static Timings sample(DoubleSupplier kind, double more) {
        return new Timings(
                Stream.generate(() -> kind.getAsDouble() + more).limit(EACH).toList());
    }
}
