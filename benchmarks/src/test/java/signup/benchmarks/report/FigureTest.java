package signup.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    private final Figure figure = Figure.of("drain", "users per second", 12_000, "1/s");

    @Test
    void theRatioIsThatOfFigureToLimit() {
        assertThat(figure.limitedBy("bare", 30_000).ratio()).isEqualTo(0.4);
    }

    @Test
    void withoutALimitThereIsNoRatioAndNoGoalOfItIsReached() {
        assertThat(figure.ratio()).isNull();
        assertThat(figure.withGoal(Goal.ofLimit(0.1)).reached()).isFalse();
        assertThat(figure.limitedBy("nothing", 0).ratio()).isNull();
    }

    @Test
    void goalsAreReachedAtTheirBound() {
        assertThat(figure.withGoal(Goal.atLeast(12_000)).reached()).isTrue();
        assertThat(figure.withGoal(Goal.atLeast(12_001)).reached()).isFalse();
        assertThat(figure.withGoal(Goal.atMost(12_000)).reached()).isTrue();
        assertThat(figure.withGoal(Goal.atMost(11_999)).reached()).isFalse();
        assertThat(figure.limitedBy("bare", 30_000).withGoal(Goal.ofLimit(0.4)).reached())
                .isTrue();
        assertThat(figure.limitedBy("bare", 30_001).withGoal(Goal.ofLimit(0.4)).reached())
                .isFalse();
        assertThat(figure.reached()).isNull();
    }
}
