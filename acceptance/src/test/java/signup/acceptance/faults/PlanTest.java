package signup.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    void whatIsAskedForComesFirstAndTheOthersInTheirOrder() {
        List<String> plan = draw(7).limit(faults.size()).map(PlanTest::name).toList();
        List<String> first = List.of(plan.get(9), plan.get(3));

        List<String> asked = draw(7, plan.get(9), plan.get(3))
                .limit(faults.size())
                .map(PlanTest::name)
                .toList();

        assertThat(asked).startsWith(plan.get(9), plan.get(3)).containsExactlyInAnyOrderElementsOf(plan);
        assertThat(asked.stream().filter(name -> !first.contains(name)))
                .containsExactlyElementsOf(
                        plan.stream().filter(name -> !first.contains(name)).toList());
    }

    @Test
    void noFaultCanBeAskedForThatIsNotKnown() {
        assertThatIllegalArgumentException().isThrownBy(() -> draw(7, "an earthquake"));
    }

    @Test
    void eachLastsAsLongAsItMayAndSomeOverlap() {
        assertThat(draw(7))
                .allSatisfy(strike -> assertThat(strike.length())
                        .isBetween(strike.fault().shortest(), strike.fault().longest()));
        assertThat(draw(7).map(Strike::overlapping)).contains(true, false);
    }

    private Stream<Strike> draw(long seed, String... first) {
        Plan plan = new Plan(new Random(seed), faults, List.of(first));
        return Stream.generate(plan::next).limit(200);
    }

    private static String name(Strike strike) {
        return strike.fault().name();
    }

    private static String shape(Strike strike) {
        return strike.fault().name() + " " + strike.length() + " " + strike.overlapping() + " " + strike.calm();
    }
}
