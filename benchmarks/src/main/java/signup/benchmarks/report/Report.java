package signup.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of the benchmarks found.
 *
 * @param at when it was made
 * @param machine where
 * @param figures in the order of their measuring
 * @param plots what was drawn beside them
 * @param switchedOff settings that switched off what protects production
 * @param failures scenarios that came to no figure, each with its reason
 */
public record Report(
        Instant at,
        Machine machine,
        List<Figure> figures,
        List<Plot> plots,
        Map<String, String> switchedOff,
        Map<String, String> failures) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static final String JSON_FILE = "report.json";
    public static final String MARKDOWN_FILE = "report.md";

    private static final List<String> HEADINGS =
            List.of("scenario", "figure", "value", "unit", "limit", "ratio", "goal", "reached");

    /** Writes {@value #JSON_FILE}, {@value #MARKDOWN_FILE} and the plots into the folder. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(JSON_FILE), json() + "\n");
            Files.writeString(folder.resolve(MARKDOWN_FILE), markdown());
            PlotFiles.write(plots, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written to " + folder, e);
        }
    }

    /** A list of objects with {@code scenario, figure, unit, limit, ratio, settings, machine}, and what explains them. */
    public String json() {
        return JSON.writeValueAsString(figures.stream().map(this::entry).toList());
    }

    private Map<String, @Nullable Object> entry(Figure figure) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("scenario", figure.scenario());
        entry.put("what", figure.what());
        entry.put("figure", rounded(figure.value()));
        entry.put("unit", figure.unit());
        entry.put("limit", rounded(figure.limit()));
        entry.put("limit_is", figure.limitIs());
        entry.put("ratio", rounded(figure.ratio()));
        entry.put("goal", figure.goal() == null ? null : figure.goal().text());
        entry.put("reached", figure.reached());
        entry.put("settings", figure.settings());
        entry.put(
                "cores",
                figure.cores().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, part -> rounded(part.getValue()), (a, b) -> a, LinkedHashMap::new)));
        entry.put("machine", machine);
        return entry;
    }

    /** The figures as a table of aligned text. */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        figures.forEach(figure -> rows.add(cells(figure)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        text.append("Measured ")
                .append(at)
                .append(" on ")
                .append(machine.cores())
                .append(" cores of ");
        text.append(machine.processor())
                .append(", ")
                .append(machine.memoryGib())
                .append(" GiB, ");
        text.append(machine.system()).append(", ").append(machine.java()).append(". ");
        text.append("Every part ran on this machine, the load generator included.\n\n");
        text.append("Limits that protect production, switched off: ")
                .append(switchedOff.isEmpty() ? "none, for none is reached" : settings(switchedOff))
                .append(".\n\n");
        row(text, HEADINGS);
        row(text, HEADINGS.stream().map(heading -> "---").toList());
        figures.forEach(figure -> row(text, cells(figure)));
        failures.forEach((scenario, reason) -> text.append("\n**")
                .append(scenario)
                .append("** came to no figure: ")
                .append(reason)
                .append('\n'));
        text.append("\n## What the limits are\n\n");
        figures.stream()
                .filter(figure -> figure.limitIs() != null)
                .map(figure -> "- " + figure.scenario() + ", " + figure.what() + ": " + figure.limitIs())
                .distinct()
                .forEach(line -> text.append(line).append('\n'));
        text.append("\n## Cores used\n\n");
        figures.stream()
                .filter(figure -> !figure.cores().isEmpty())
                .forEach(figure -> text.append("- ")
                        .append(figure.scenario())
                        .append(", ")
                        .append(figure.what())
                        .append(": ")
                        .append(coresOf(figure))
                        .append('\n'));
        text.append("\n## Settings\n\n");
        figures.forEach(figure -> text.append("- ")
                .append(figure.scenario())
                .append(", ")
                .append(figure.what())
                .append(": ")
                .append(settings(figure.settings()))
                .append('\n'));
        plots.forEach(plot -> text.append("\n![")
                .append(plot.title())
                .append("](")
                .append(PlotFiles.fileOf(plot))
                .append(")\n"));
        return text.toString();
    }

    private static String settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "`" + setting.getKey() + "=" + setting.getValue() + "`")
                .collect(Collectors.joining(" "));
    }

    /** Which part used how many cores, the busiest first; for a rate also its microseconds of a core for each one. */
    public static String coresOf(Figure figure) {
        return figure.cores().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(part -> String.format(Locale.ROOT, "%s %.2f", part.getKey(), part.getValue())
                        + (figure.unit().equals(Figure.PER_SECOND)
                                ? String.format(Locale.ROOT, " (%.0f µs)", part.getValue() / figure.value() * 1e6)
                                : ""))
                .collect(Collectors.joining(", "));
    }

    private static List<String> cells(Figure figure) {
        Double limit = figure.limit();
        Double ratio = figure.ratio();
        Goal goal = figure.goal();
        Boolean reached = figure.reached();
        return List.of(
                figure.scenario(),
                figure.what(),
                number(figure.value()),
                figure.unit(),
                limit == null ? "–" : number(limit),
                ratio == null ? "–" : String.format(Locale.ROOT, "%.2f", ratio),
                goal == null ? "–" : goal.text(),
                reached == null ? "–" : reached ? "yes" : "no");
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String gap = " ".repeat(widths[column] - cell.length());
            boolean right = column == 2 || column == 4 || column == 5;
            line.append(right ? gap + cell : cell + gap).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.round(value * 1000) / 1000.0;
    }
}
