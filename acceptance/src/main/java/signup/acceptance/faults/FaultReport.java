package signup.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import signup.acceptance.faults.evidence.Reconciled;

/**
 * What came of a run.
 *
 * @param seed which run
 * @param reconciled the accounts
 * @param recoveries how each fault was felt
 */
public record FaultReport(long seed, Reconciled reconciled, List<Recovery> recoveries) {

    private static final String RUNS =
            "| seed | faults | acknowledged | unknown, yet decided | created | rejected | events"
                    + " | lost | duplicated | other findings | dead letters (all poison) | mails | mails again | activated (by confirmation) |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

    private static final String FAULTS =
            "| fault | times | shortest to longest, s | to recover, s: median | worst |\n" + "|---|---|---|---|---|\n";

    /** Whether every account is clear. */
    public boolean isClear() {
        return reconciled.findings().isEmpty();
    }

    /** A line a run, and a line a fault, in Markdown. */
    static String tables(List<FaultReport> reports) {
        return runs(reports) + "\n" + faults(reports);
    }

    private static String runs(List<FaultReport> reports) {
        StringBuilder table = new StringBuilder(RUNS);
        for (FaultReport report : reports) {
            Reconciled all = report.reconciled();
            row(
                    table,
                    report.seed(),
                    report.recoveries().size(),
                    all.acknowledged(),
                    all.unacknowledged(),
                    all.created(),
                    all.rejected(),
                    all.events(),
                    all.lost(),
                    all.duplicated(),
                    all.others(),
                    all.deadLetters(),
                    all.mails(),
                    all.repeatedMails(),
                    all.activated() + " (" + all.confirmed() + ")");
        }
        return table.toString();
    }

    /** Only recoveries that no other fault cut short. */
    private static String faults(List<FaultReport> reports) {
        Map<String, List<Recovery>> byFault = new TreeMap<>();
        reports.stream()
                .flatMap(report -> report.recoveries().stream())
                .forEach(recovery -> byFault.computeIfAbsent(recovery.fault(), name -> new ArrayList<>())
                        .add(recovery));
        StringBuilder table = new StringBuilder(FAULTS);
        byFault.forEach((fault, recoveries) -> {
            List<Duration> lasted =
                    recoveries.stream().map(Recovery::lasted).sorted().toList();
            List<Duration> recovered = recoveries.stream()
                    .filter(Recovery::complete)
                    .map(Recovery::toRecover)
                    .sorted()
                    .toList();
            row(
                    table,
                    fault,
                    recoveries.size(),
                    seconds(lasted.get(0)) + " to " + seconds(lasted.get(lasted.size() - 1)),
                    recovered.isEmpty() ? "–" : seconds(recovered.get(recovered.size() / 2)),
                    recovered.isEmpty() ? "–" : seconds(recovered.get(recovered.size() - 1)));
        });
        return table.toString();
    }

    private static void row(StringBuilder table, Object... cells) {
        table.append('|');
        for (Object cell : cells) {
            table.append(' ').append(cell).append(" |");
        }
        table.append('\n');
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1e3);
    }
}
