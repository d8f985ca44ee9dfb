package signup.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.benchmarks.report.Plot;

/** How fast one worker turns a backlog into committed users and their events. */
public final class Drain implements Scenario {

    static final String BARE = "the worker's own statements and tables from two JDBC connections, bare";

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public String measures() {
        return "a backlog of signups to committed UserCreated, one worker, no ingress";
    }

    @Override
    public List<Figure> run(Stage stage) {
        Draining draining = new Draining(stage);
        Draining.Drained without = draining.drain("without password", 1, 0, false, true);
        List<Figure> figures = new ArrayList<>();
        List<Plot.Line> lines = new ArrayList<>();
        figures.add(figure("users per second", without, draining)
                .limitedBy(BARE, without.barePerSecond())
                .withGoal(Goal.ofLimit(0.4)));
        lines.add(without.progress());
        if (stage.sizes().withPasswords()) {
            Draining.Drained with = draining.drain("with password", 1, 0, true, false);
            figures.add(figure("users per second with sealed passwords", with, draining)
                    .limitedBy("the same without passwords", without.perSecond())
                    .withGoal(Goal.ofLimit(0.6)));
            lines.add(with.progress());
        }
        stage.plot(new Plot(name(), "drain", "seconds", "users created", lines));
        return figures;
    }

    private Figure figure(String what, Draining.Drained drained, Draining draining) {
        return Figure.of(name(), what, drained.perSecond(), Figure.PER_SECOND)
                .withCores(drained.cores())
                .withSettings(draining.told(drained));
    }
}
