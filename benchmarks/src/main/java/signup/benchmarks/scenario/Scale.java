package signup.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.benchmarks.report.Plot;

/** What several workers do to a drain that has the cores of one machine. */
public final class Scale implements Scenario {

    private static final double OF_ONE = 0.8;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String measures() {
        return "drain with several workers on this machine";
    }

    @Override
    public List<Figure> run(Stage stage) {
        Draining draining = new Draining(stage);
        List<Figure> figures = new ArrayList<>();
        List<Plot.Line> lines = new ArrayList<>();
        double first = 0;
        for (int workers : stage.sizes().workers()) {
            String name = workers == 1 ? "1 worker" : workers + " workers";
            Draining.Drained drained = draining.drain(name, workers, 0, false, false);
            lines.add(drained.progress());
            Figure figure = Figure.of(name(), "users per second, " + name, drained.perSecond(), Figure.PER_SECOND)
                    .withCores(drained.cores())
                    .withSettings(draining.told(drained));
            if (first == 0) {
                first = drained.perSecond();
                figures.add(figure);
            } else {
                figures.add(figure.limitedBy("the first of these drains", first).withGoal(Goal.ofLimit(OF_ONE)));
            }
        }
        stage.plot(new Plot(name(), "drain with several workers", "seconds", "users created", lines));
        return figures;
    }
}
