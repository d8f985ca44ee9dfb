package signup.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import signup.acceptance.faults.Plan.Strike;

class PlanTest {

    private final List<Fault> faults = Faults.all(Duration.ofSeconds(8));

    @Test
    void theSameSeedDrawsTheSamePlan() {
        List<String> plan = draw(7).map(PlanTest::shape).toList();

        assertThat(draw(7).map(PlanTest::shape)).isEqualTo(plan);
        assertThat(draw(8).map(PlanTest::shape)).isNotEqualTo(plan);
    }

    @Test
    void everyFaultComesBeforeAnyComesTwice() {
        assertThat(draw(7).limit(faults.size()).map(strike -> strike.fault().name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachLastsAsLongAsItMayAndSomeOverlap() {
        assertThat(draw(7))
                .allSatisfy(strike -> assertThat(strike.length())
                        .isBetween(strike.fault().shortest(), strike.fault().longest()));
        assertThat(draw(7).map(Strike::overlapping)).contains(true, false);
    }

    private Stream<Strike> draw(long seed) {
        Plan plan = new Plan(new Random(seed), faults);
        return Stream.generate(plan::next).limit(200);
    }

    private static String shape(Strike strike) {
        return strike.fault().name() + " " + strike.length() + " " + strike.overlapping() + " " + strike.calm();
    }
}
