package signup.registration.replay;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signup.schemas.Topics;

/** {@code replay signup.requested}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Have signups decided once more, from the topic that they were accepted to.",
            "",
            "Runs beside live workers, in a group of its own, and ends where the topic ended when it began. What is decided"
                    + " stays as it is; what is not is decided now and announced, with the header replay-of. Nobody is"
                    + " answered, and nobody gets a mail: neither twice, nor users that it creates (the report counts them;"
                    + " the notification worker's signup.mail.send-replayed=true lets them have theirs).",
            "",
            "Into an empty database it creates the same users again: same sub, same event ids; but numeric ids and times of"
                    + " creation are new. What signup.rejected says was refused stays refused.",
            "",
            "When it is killed, the batch in work may be decided and not announced: run it again from there with --re-emit.",
            ""
        },
        footer = {
            "",
            Jobs.SETTINGS,
            "",
            "Examples:",
            "  replay signup.requested --from 2026-11-22T10:00:00Z --to 2026-11-22T12:00:00Z --dry-run",
            "  replay signup.requested --from PT2H --rate 500/s",
            "  replay signup.requested --from 2026-11-22 --re-emit",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 nothing in the range, 4 done, but some records could not be"
                    + " read, 130 stopped."
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOPIC", description = "signup.requested")
    private String topic = "";

    @Mixin
    private JobOptions options = new JobOptions();

    @Option(
            names = "--re-emit",
            description = "Publish the events of signups that were decided before as well: same ce_id, replay-of set.")
    private boolean reEmit;

    private final List<String> settings;

    /** @param settings Spring's */
    ReplayCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        if (!topic.equals(Topics.SIGNUP_REQUESTED)) {
            throw options.wrong("Only " + Topics.SIGNUP_REQUESTED + " can be replayed, not \"" + topic + "\"");
        }
        Scope scope = options.scope();
        return Job.run(settings, scope, (context, stop) -> {
            Progress progress = new Progress(System.err, System.console() != null);
            ReplayReport report;
            try {
                report = context.getBean(ReplayingSignups.class).run(scope, reEmit, progress, stop);
            } catch (ReplayInterruptedException e) {
                System.out.println(e.report().text(scope, progress.elapsed()));
                System.err.println("Failed: " + Failures.reason(e));
                System.err.println(goOn(scope, e.report(), true));
                return Job.FAILED;
            }
            if (report.read() == 0 && !stop.isRequested()) {
                System.err.println(topic + " holds nothing " + scope.bounds() + ".");
                return Job.NOTHING_IN_RANGE;
            }
            System.out.println(report.text(scope, progress.elapsed()));
            if (stop.isRequested()) {
                System.err.println("Stopped before the end. " + goOn(scope, report, false));
                return Job.STOPPED;
            }
            return report.undecodable() > 0 ? Job.SOME_UNREADABLE : Job.DONE;
        });
    }

    /**
     * A batch that failed may have been decided all the same, and not announced: only who was stopped before the first can
     * begin anew without announcing again.
     */
    private static String goOn(Scope scope, ReplayReport report, boolean failed) {
        if (scope.dryRun()) {
            return "Nothing was changed; run it again.";
        }
        if (report.read() == 0 && !failed) {
            return "Nothing was done; run it again.";
        }
        return "To go on: the same with --re-emit"
                + (report.doneUpTo() == null ? "" : " --from " + report.doneUpTo())
                + (scope.to() == null ? "" : " --to " + scope.to())
                + ". What was announced already is announced once more then; subscribers know it by ce_id.";
    }
}
