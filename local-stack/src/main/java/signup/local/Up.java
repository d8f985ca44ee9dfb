package signup.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./signup up}: starts everything, says where it is, and stays until it is told to end. */
@CommandLine.Command(name = "up", description = "Start everything on this machine.", mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {

    /** The environment's variable with the options of the services' JVMs. */
    private static final String SERVICE_OPTIONS = "SIGNUP_JAVA_OPTIONS";

    /** The environment's variable with further options of the ingress's JVM. */
    private static final String INGRESS_OPTIONS = "SIGNUP_INGRESS_JAVA_OPTIONS";

    /**
     * Quick to start and small; for throughput, leave out the compiler's. A service that is out of memory ends, and is
     * started again: its consumers may be dead while it runs.
     */
    static final List<String> DEFAULT_SERVICE_OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    /** A killed stack's children get ten seconds from their leash. */
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(12);

    private static final int FAILED = 1;

    private final Terminal terminal = new Terminal(System.out);

    @CommandLine.Option(names = "--fresh", description = "Start empty: forget all data of former runs.")
    private boolean fresh;

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        Ports ports;
        Stack stack;
        try {
            ports = Ports.parse(System.getenv(Ports.VARIABLE));
            stack = prepare(
                    ports, Path.of(System.getProperty("signup.root", "")).toAbsolutePath());
        } catch (IllegalStateException | IllegalArgumentException e) {
            terminal.say(e.getMessage());
            return FAILED;
        } catch (UncheckedIOException e) {
            terminal.say(e.getMessage() + " (" + e.getCause() + ")");
            return FAILED;
        }
        Shutdown shutdown = Shutdown.onSignals(stack, terminal);
        try {
            stack.start();
        } catch (RuntimeException e) {
            if (shutdown.isUnderWay()) {
                return shutdown.await();
            }
            stack.stop();
            terminal.say("\nThe stack cannot start. " + ports.whyNot(Stack.cause(e)) + "\n");
            return FAILED;
        }
        terminal.say("  %-20s ready after %4.1f s".formatted("everything", (System.nanoTime() - begun) / 1e9));
        stack.announce(Token.issue(Token.Role.ADMIN, Instant.now(), UUID.randomUUID()));
        return shutdown.await();
    }

    private Stack prepare(Ports ports, Path root) {
        DataFolder data = DataFolder.open(DataFolder.locate(System.getenv(DataFolder.VARIABLE), root));
        List<String> orphans = data.roster().clear(ORPHAN_GRACE);
        if (!orphans.isEmpty()) {
            terminal.say("A former run was killed; what it left has ended: " + String.join(", ", orphans) + ".");
        }
        ports.requireFree();
        if (fresh) {
            data.empty();
        }
        terminal.say("Starting. Data are kept in " + data.path() + ", logs in " + data.logs() + ".");
        return new Stack(
                root,
                ports,
                data,
                options(System.getenv(SERVICE_OPTIONS), DEFAULT_SERVICE_OPTIONS),
                options(System.getenv(INGRESS_OPTIONS), List.of()),
                terminal);
    }

    static List<String> options(@Nullable String configured, List<String> usual) {
        return configured == null || configured.isBlank()
                ? usual
                : List.of(configured.strip().split("\\s+"));
    }
}
