package signup.acceptance.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import signup.acceptance.faults.installation.Timeouts;

/** {@code ./signup bench faults}: fault runs, their table, and a report in {@code acceptance/target}. */
@Command(
        name = "bench faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Drives signups through the packaged services while parts of it fail, and reconciles the accounts.",
        footer = "The report goes to acceptance/target/faults/report.md, the logs of each run beside it.")
public final class FaultsCommand implements Callable<Integer> {

    private static final int SEEDS = 1_000_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of the first run; the next has the next. Default: any.")
    private @Nullable Long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Load and faults of each run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "New clients a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--production-timeouts",
            description =
                    "Leave the services' timeouts as they are; else they are shortened, so that more fits a minute.")
    private boolean productionTimeouts;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private FaultsCommand() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultsCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path root = Path.of(System.getProperty("signup.root", "")).toAbsolutePath();
        Path folder = root.resolve("acceptance/target/faults");
        long first = seed == null ? new SecureRandom().nextInt(SEEDS) : seed;
        Timeouts timeouts = productionTimeouts ? Timeouts.ofProduction() : Timeouts.shortened();
        List<FaultReport> reports = new ArrayList<>();
        for (long one = first; one < first + runs; one++) {
            FaultReport report = new FaultRun(one, Duration.ofSeconds(seconds), rate, timeouts, List.of(), List.of())
                    .run(root, folder.resolve(String.valueOf(one)), line -> say(out, line));
            reports.add(report);
            report.reconciled().findings().forEach(finding -> out.println("  " + finding));
            // After each, so that many runs can be ended early.
            Files.writeString(Files.createDirectories(folder).resolve("report.md"), FaultReport.tables(reports));
        }
        out.println("\n" + FaultReport.tables(reports));
        out.flush();
        return reports.stream().allMatch(FaultReport::isClear)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private static void say(PrintWriter out, String line) {
        out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "   " + line);
        out.flush();
    }
}
