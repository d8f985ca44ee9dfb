package signup.registration.replay;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import signup.schemas.Topics;

/** {@code backfill user.created}. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publish the users of the database once more, each as when it was created: same ce_id, replay-of set.",
            "",
            "For subscribers that came late or lost what they had, and for topics that were lost. --from and --to bound the"
                    + " time of the users' creation. Nobody gets a mail.",
            ""
        },
        footer = {
            "",
            Jobs.SETTINGS,
            "",
            "Examples:",
            "  backfill user.created --dry-run",
            "  backfill user.created --from 2026-11-01 --to 2026-12-01 --rate 1000/s",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 nothing in the range, 130 stopped."
        })
final class BackfillCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOPIC", description = "user.created")
    private String topic = "";

    @Mixin
    private JobOptions options = new JobOptions();

    private final List<String> settings;

    /** @param settings Spring's */
    BackfillCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        if (!topic.equals(Topics.USER_CREATED)) {
            throw options.wrong("Only " + Topics.USER_CREATED + " can be backfilled, not \"" + topic + "\"");
        }
        Scope scope = options.scope();
        return Job.run(settings, scope, (context, stop) -> {
            Progress progress = new Progress(System.err, System.console() != null);
            BackfillReport report = context.getBean(BackfillingUsers.class).run(scope, progress, stop);
            if (report.published() == 0 && !stop.isRequested()) {
                System.err.println("No user was created " + scope.bounds() + ".");
                return Job.NOTHING_IN_RANGE;
            }
            System.out.println(report.text(scope, progress.elapsed()));
            if (stop.isRequested()) {
                System.err.println("Stopped before the end. Run it again: subscribers know repeated events by ce_id.");
                return Job.STOPPED;
            }
            return Job.DONE;
        });
    }
}
