package signup.benchmarks;

import java.util.List;
import signup.benchmarks.report.Figure;

/** Something that is measured, with the limit beside it. */
public interface Scenario {

    /** How it is called on the command line. */
    String name();

    /** What it measures, in a line. */
    String measures();

    /**
     * Starts what it needs on the stage, measures, and ends it.
     *
     * @throws RuntimeException when it comes to no figure that means anything
     */
    List<Figure> run(Stage stage);
}
