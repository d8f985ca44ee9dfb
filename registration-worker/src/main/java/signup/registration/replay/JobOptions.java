package signup.registration.replay;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all jobs have. */
final class JobOptions {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock = Clock.systemUTC();

    @Spec(Spec.Target.MIXEE)
    private CommandLine.Model.@Nullable CommandSpec command;

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "Take nothing before (2026-11-22T10:00:00Z, 2026-11-22, or PT2H for two hours ago).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "T",
            description = "Take nothing at or after; what comes while it runs never is.")
    private @Nullable String to;

    @Option(names = "--rate", paramLabel = "N/s", description = "Take at most so many a second.")
    private @Nullable String rate;

    @Option(names = "--dry-run", description = "Change nothing and publish nothing: only tell what would be.")
    private boolean dryRun;

    /**
     * What they say.
     *
     * @throws ParameterException when one of them is wrong
     */
    Scope scope() {
        try {
            return new Scope(
                    ID.format(clock.instant()) + "-"
                            + HexFormat.of()
                                    .toHexDigits(ThreadLocalRandom.current().nextInt(), 4),
                    moment(from),
                    moment(to),
                    rate == null ? null : Rate.parse(rate),
                    dryRun);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    ParameterException wrong(String message) {
        return new ParameterException(new CommandLine(command), message);
    }

    private @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : Moment.parse(text, clock);
    }
}
