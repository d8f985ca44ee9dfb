package signup.registration.replay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import signup.registration.codes.CodesCommand;

/** What this program does instead of working when its first argument names a job. */
public final class Jobs {

    static final String SETTINGS = "Other options are Spring settings. ./signup ops works on the local stack; with"
            + " --spring.profiles.active=production (or whatever yours is) nothing of it is used, and Kafka, the registry and the"
            + " database are named by that profile, by the environment, or here (--spring.kafka.bootstrap-servers=...).";

    private static final Set<String> NAMES = Set.of("ops", "replay", "backfill", "codes");

    /** As Spring takes them; none of our options has a dot. */
    private static final Pattern SETTING = Pattern.compile("--[\\w-]+\\.[^=]+=.*");

    private Jobs() {}

    /** Whether these arguments ask for a job. */
    public static boolean areAskedFor(String[] arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Runs it and returns the exit code. */
    public static int run(String... arguments) {
        Map<Boolean, List<String>> isSetting = Stream.of(arguments)
                .skip(arguments[0].equals("ops") ? 1 : 0)
                .collect(Collectors.partitioningBy(
                        argument -> SETTING.matcher(argument).matches()));
        List<String> settings = isSetting.get(true);
        return new CommandLine(new Ops())
                .addSubcommand(new ReplayCommand(settings))
                .addSubcommand(new BackfillCommand(settings))
                .addSubcommand(new CodesCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, given) -> complain(wrong))
                .execute(isSetting.get(false).toArray(String[]::new));
    }

    private static int complain(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        command.getErr().println("--help tells how it is used.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Command(
            name = "./signup ops",
            description = "What operators do.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Ops implements Runnable {

        @CommandLine.Spec
        private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec command;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(
                    new CommandLine(command), "Name a command: replay, backfill or codes.");
        }
    }
}
