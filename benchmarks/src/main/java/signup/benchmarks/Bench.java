package signup.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signup.benchmarks.parts.JvmOptions;
import signup.benchmarks.parts.Project;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Machine;
import signup.benchmarks.report.Report;
import signup.benchmarks.scenario.Protections;

/** {@code ./signup bench}: runs scenarios, prints their table and leaves a report in {@code benchmarks/target}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures this machine's Signup, each figure beside what the machine gives at most.",
        footer = "The report goes to benchmarks/target: report.md with plots, and report.json.")
public final class Bench implements Callable<Integer> {

    @Parameters(paramLabel = "scenario", description = "Which scenarios; all of the table without any (see --list).")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Says which scenarios there are.")
    private boolean list;

    @Option(names = "--quick", description = "A few seconds each: shows that all runs; the figures mean nothing.")
    private boolean quick;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Before each HTTP load.")
    private @Nullable Integer warmUp;

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "How long each HTTP load is measured.")
    private @Nullable Integer seconds;

    @Option(names = "--connections", paramLabel = "N", description = "Connections of the closed loops.")
    private @Nullable Integer connections;

    @Option(names = "--rate", paramLabel = "N", description = "Requests per second of the open loop.")
    private @Nullable Integer rate;

    @Option(names = "--backlog", paramLabel = "N", description = "Signups that a drain has before it.")
    private @Nullable Integer backlog;

    @Option(names = "--without-passwords", description = "Spares sync and drain their halves with passwords.")
    private boolean withoutPasswords;

    @Option(names = "--hashes", paramLabel = "N", description = "Passwords that wait to be hashed.")
    private @Nullable Integer hashes;

    @Option(names = "--preloads", paramLabel = "N", split = ",", description = "Users already there, a drain each.")
    private @Nullable List<Long> preloads;

    @Option(names = "--workers", paramLabel = "N", split = ",", description = "How many workers drain, a drain each.")
    private @Nullable List<Integer> workers;

    @Option(names = "--requests", paramLabel = "N", description = "Mutated requests that fuzz sends.")
    private @Nullable Integer requests;

    @Option(names = "--seed", paramLabel = "N", description = "Has fuzz send the same requests again.")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of every service, such as signup.registration.max-poll-records=2000.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            defaultValue = "-Xmx768m -XX:+UseParallelGC",
            description = "Options of the services' JVMs and of the bare programs' (default: ${DEFAULT-VALUE}).")
    private String jvm = "";

    @Option(names = "--profile", description = "Leaves a flight recording of each JVM in benchmarks/target/profiles.")
    private boolean profile;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Scenarios.ALL.forEach(scenario -> out.printf("%-8s  %s%n", scenario.name(), scenario.measures()));
            return CommandLine.ExitCode.OK;
        }
        List<Scenario> scenarios = chosen();
        Project project = Project.here();
        Stage stage = new Stage(
                project, sizes(), new JvmOptions(List.of(jvm.split(" ")), recordings(project)), settings, out);
        List<Figure> figures = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (Scenario scenario : scenarios) {
            out.printf("%n%s: %s%n", scenario.name(), scenario.measures());
            try {
                List<Figure> found = scenario.run(stage);
                figures.addAll(found);
                found.forEach(figure -> stage.progress(String.format(
                        "%s: %,.2f %s; cores: %s",
                        figure.what(), figure.value(), figure.unit(), Report.coresOf(figure))));
            } catch (RuntimeException e) {
                failures.put(scenario.name(), String.valueOf(e.getMessage()));
                stage.close();
                out.println(scenario.name() + " came to no figure:");
                e.printStackTrace(out);
            }
        }
        stage.close();
        Report report =
                new Report(Instant.now(), Machine.here(), figures, stage.plots(), Protections.SWITCHED_OFF, failures);
        out.printf("%n%s%n%n", report.table());
        report.write(project.output());
        out.println("Report: " + project.output().resolve(Report.MARKDOWN_FILE));
        out.flush();
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Scenario> chosen() {
        if (names.isEmpty()) {
            return Scenarios.TABLE;
        }
        return names.stream().map(this::named).toList();
    }

    private Scenario named(String name) {
        return Scenarios.ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "There is no scenario " + name + "; there are "
                                + Scenarios.ALL.stream().map(Scenario::name).collect(Collectors.joining(", "))));
    }

    private Sizes sizes() {
        Sizes base = quick ? Sizes.quick() : Sizes.full();
        int drained = backlog == null ? base.backlog() : backlog;
        return new Sizes(
                warmUp == null ? base.warmUp() : Duration.ofSeconds(warmUp),
                seconds == null ? base.measured() : Duration.ofSeconds(seconds),
                connections == null ? base.connections() : connections,
                rate == null ? base.rate() : rate,
                drained,
                Math.min(base.drainWarmUp(), drained / 4),
                !withoutPasswords,
                base.burst(),
                hashes == null ? base.hashes() : hashes,
                preloads == null ? base.preloads() : preloads,
                workers == null ? base.workers() : workers,
                base.soak(),
                base.soakRate(),
                base.openExchanges(),
                base.hashing(),
                requests == null ? base.oddRequests() : requests,
                seed == null ? base.seed() : seed);
    }

    private @Nullable Path recordings(Project project) throws java.io.IOException {
        return profile ? Files.createDirectories(project.output().resolve("profiles")) : null;
    }
}
