package signup.benchmarks;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import signup.benchmarks.parts.JvmOptions;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Project;
import signup.benchmarks.report.Plot;

/** What scenarios run on: sizes, settings, parts, a place for progress and plots. */
public final class Stage implements AutoCloseable {

    private final Project project;
    private final Sizes sizes;
    private final JvmOptions options;
    private final Map<String, String> settings;
    private final PrintWriter out;
    private final List<Plot> plots = new ArrayList<>();
    private @Nullable AutoCloseable shared;

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

    /** Broker, database and registry, empty; the caller closes them. What was shared ends: nothing else is to run. */
    public Parts parts() {
        return parts(options);
    }

    /** The same, with the services' whole heaps resident from the start. */
    public Parts partsWithResidentHeaps() {
        return parts(options.withResidentHeap());
    }

    private Parts parts(JvmOptions jvm) {
        close();
        progress("starting broker, database and registry");
        return Parts.start(project, jvm);
    }

    /** What the scenario before has left for others like it; made now if there is none. It is closed here. */
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> maker) {
        if (type.isInstance(shared)) {
            return type.cast(shared);
        }
        T made = maker.get();
        shared = made;
        return made;
    }

    /** Ends what was shared. */
    @Override
    public void close() {
        AutoCloseable closing = shared;
        shared = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (Exception e) {
            throw new IllegalStateException("What the scenarios shared does not end", e);
        }
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
