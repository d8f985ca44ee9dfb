package signup.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.benchmarks.report.Plot;

/** What becomes of the drain when there are millions of users already. */
public final class Grow implements Scenario {

    private static final double OF_EMPTY = 0.65;
    private static final double FALL = 0.1;

    @Override
    public String name() {
        return "grow";
    }

    @Override
    public String measures() {
        return "drain with users already there";
    }

    @Override
    public List<Figure> run(Stage stage) {
        Draining draining = new Draining(stage);
        List<Figure> figures = new ArrayList<>();
        List<Plot.Line> lines = new ArrayList<>();
        double empty = 0;
        double ratioOfEmpty = 0;
        for (long preload : stage.sizes().preloads()) {
            String users = String.format("%,d users", preload);
            Draining.Drained drained = draining.drain(users, 1, preload, false, true);
            lines.add(drained.progress());
            double ratio = drained.perSecond() / drained.barePerSecond();
            Figure beside = Figure.of(name(), "beside bare inserts, " + users, drained.perSecond(), Figure.PER_SECOND)
                    .limitedBy(Drain.BARE + ", at the same size", drained.barePerSecond())
                    .withCores(drained.cores())
                    .withSettings(draining.told(drained));
            if (empty == 0) {
                empty = drained.perSecond();
                ratioOfEmpty = ratio;
                figures.add(beside);
            } else {
                figures.add(beside.withGoal(Goal.ofLimit(ratioOfEmpty - FALL)));
                figures.add(Figure.of(name(), "beside the first, " + users, drained.perSecond(), Figure.PER_SECOND)
                        .limitedBy("the first of these drains", empty)
                        .withGoal(Goal.ofLimit(OF_EMPTY))
                        .withSettings(draining.told(drained)));
            }
        }
        stage.plot(new Plot(name(), "drain with users already there", "seconds", "users created", lines));
        return figures;
    }
}
