package signup.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import signup.local.keys.KeysCommand;

/** The commands of {@code ./signup} that run in Java. */
@CommandLine.Command(
        name = "signup",
        description = "An event-driven registration pipeline on Kafka.",
        mixinStandardHelpOptions = true,
        subcommands = {Up.class, Latency.class, LocalStack.PrintToken.class})
public final class LocalStack {

    private LocalStack() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("ops")) {
            System.exit(Ops.run(List.of(arguments).subList(1, arguments.length)));
        }
        System.exit(new CommandLine(new LocalStack())
                .addSubcommand(new KeysCommand(LocalStack::keys, System.out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    /** Where the local stack keeps its keys. */
    static Path keys() {
        Path root = Path.of(System.getProperty("signup.root", "")).toAbsolutePath();
        return DataFolder.locate(System.getenv(DataFolder.VARIABLE), root).resolve(Stack.KEYS);
    }

    /** {@code ./signup token}: a bearer token, alone on the last line. */
    @CommandLine.Command(
            name = "token",
            description = "Print a bearer token for the local stack, alone on the last line.",
            mixinStandardHelpOptions = true)
    static final class PrintToken implements Callable<Integer> {

        @CommandLine.Option(names = "--role", description = "admin or member (default: admin)", defaultValue = "ADMIN")
        private Token.Role role = Token.Role.ADMIN;

        @Override
        public Integer call() {
            System.out.println(Token.issue(role, Instant.now(), UUID.randomUUID()));
            return 0;
        }
    }
}
