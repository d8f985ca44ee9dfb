package signup.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws plots as SVG. Needs fonts, as AWT does. */
final class PlotFiles {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 360;

    private PlotFiles() {}

    static void write(List<Plot> plots, Path folder) throws IOException {
        System.setProperty("java.awt.headless", "true");
        for (Plot plot : plots) {
            try (OutputStream file = Files.newOutputStream(folder.resolve(fileOf(plot)))) {
                VectorGraphicsEncoder.saveVectorGraphic(chart(plot), file, VectorGraphicsFormat.SVG);
            }
        }
    }

    static String fileOf(Plot plot) {
        return plot.name() + ".svg";
    }

    private static XYChart chart(Plot plot) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(plot.title())
                .xAxisTitle(plot.horizontal())
                .yAxisTitle(plot.vertical())
                .build();
        XYStyler style = chart.getStyler();
        style.setYAxisMin(0.0)
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        style.setMarkerSize(4);
        for (Plot.Line line : plot.lines()) {
            chart.addSeries(line.name(), line.x(), line.y()).setMarker(SeriesMarkers.CIRCLE);
        }
        return chart;
    }
}
