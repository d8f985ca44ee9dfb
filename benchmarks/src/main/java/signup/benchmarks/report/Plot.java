package signup.benchmarks.report;

import java.util.List;

/**
 * Lines over a common axis.
 *
 * @param name the file's name, without ending
 * @param title above it
 * @param horizontal what its horizontal axis is
 * @param vertical what its vertical axis is
 * @param lines what is drawn
 */
public record Plot(String name, String title, String horizontal, String vertical, List<Line> lines) {

    /** A named line through points. */
    public record Line(String name, List<Double> x, List<Double> y) {}
}
