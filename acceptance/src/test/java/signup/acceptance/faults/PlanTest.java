package signup.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signup.acceptance.faults.Plan.Strike;

class PlanTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final List<Fault> faults = Faults.all(TIMEOUT);

    @Test
    void theSameSeedDrawsTheSamePlan() {
        assertThat(shape(draw(7, Duration.ofMinutes(5)))).isEqualTo(shape(draw(7, Duration.ofMinutes(5))));
        assertThat(shape(draw(7, Duration.ofMinutes(5)))).isNotEqualTo(shape(draw(8, Duration.ofMinutes(5))));
    }

    @Test
    void everyFaultComesBeforeAnyComesTwice() {
        List<String> names = draw(7, Duration.ofHours(1)).strikes().stream()
                .limit(faults.size())
                .map(strike -> strike.fault().name())
                .toList();

        Set<String> different = new HashSet<>(names);
        assertThat(different).hasSameSizeAs(names);
    }

    @Test
    void strikesBeginWithinTheTimeAndLastAsLongAsTheirFaultMay() {
        Duration time = Duration.ofMinutes(5);

        assertThat(draw(7, time).strikes()).isNotEmpty().allSatisfy(strike -> {
            assertThat(strike.at()).isLessThan(time);
            assertThat(strike.length())
                    .isBetween(strike.fault().shortest(), strike.fault().longest());
        });
    }

    private Plan draw(long seed, Duration time) {
        return Plan.draw(new Random(seed), faults, time);
    }

    private static List<String> shape(Plan plan) {
        return plan.strikes().stream().map(PlanTest::shape).toList();
    }

    private static String shape(Strike strike) {
        return strike.fault().name() + " " + strike.at() + " " + strike.length();
    }
}
