package signup.benchmarks.scenario;

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
        Draining.Drained with = draining.drain("with password", 1, 0, true, false);
        stage.plot(new Plot(name(), "drain", "seconds", "users created", List.of(without.progress(), with.progress())));
        return List.of(
                Figure.of(name(), "users per second", without.perSecond(), Figure.PER_SECOND)
                        .limitedBy(BARE, without.barePerSecond())
                        .withGoal(Goal.ofLimit(0.4))
                        .withCores(without.cores())
                        .withSettings(draining.told(1)),
                Figure.of(name(), "users per second with sealed passwords", with.perSecond(), Figure.PER_SECOND)
                        .limitedBy("the same without passwords", without.perSecond())
                        .withGoal(Goal.ofLimit(0.6))
                        .withCores(with.cores())
                        .withSettings(draining.told(1)));
    }
}
