package signup.benchmarks;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signup.benchmarks.parts.JvmOptions;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Project;
import signup.benchmarks.report.Plot;

/** What scenarios run on: sizes, settings, parts, a place for progress and plots. */
public final class Stage {

    private final Project project;
    private final Sizes sizes;
    private final JvmOptions options;
    private final Map<String, String> settings;
    private final PrintWriter out;
    private final List<Plot> plots = new ArrayList<>();

    /** @param settings of every service, over those that a scenario gives */
    Stage(Project project, Sizes sizes, JvmOptions options, Map<String, String> settings, PrintWriter out) {
        this.project = project;
        this.sizes = sizes;
        this.options = options;
        this.settings = Map.copyOf(settings);
        this.out = out;
    }

    public Sizes sizes() {
        return sizes;
    }

    public Project project() {
        return project;
    }

    /** Broker, database and registry, empty; the caller closes them. */
    public Parts parts() {
        progress("starting broker, database and registry");
        return Parts.start(project, options);
    }

    /** These settings of a service, and over them what the command line says. */
    public Map<String, String> settings(Map<String, String> ofScenario) {
        Map<String, String> all = new LinkedHashMap<>(ofScenario);
        all.putAll(settings);
        return all;
    }

    /** Those, and how the JVMs run: what a figure tells about itself. */
    public Map<String, String> told(Map<String, String> ofScenario) {
        Map<String, String> told = settings(ofScenario);
        told.put("jvm", String.join(" ", options.common()));
        return told;
    }

    public void progress(String line) {
        out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "   " + line);
        out.flush();
    }

    public void plot(Plot plot) {
        plots.add(plot);
    }

    List<Plot> plots() {
        return plots;
    }
}
