package signup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import signup.local.process.JavaCommand;
import signup.local.process.Probe;

/**
 * {@code ./signup ops}: runs a job of the registration worker's jar on the local stack; on another installation when the
 * arguments name its profile ({@code --spring.profiles.active}), and never on parts of both.
 */
final class Ops {

    private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseSerialGC");
    private static final String PROFILE = "--spring.profiles.active=";
    private static final List<String> ADDRESSES =
            List.of("--spring.kafka.", "--spring.r2dbc.", "--spring.flyway.", "--spring.datasource.");
    private static final String CODES = "codes";
    private static final String CODES_URL = "SIGNUP_OPS_URL";
    private static final String CODES_TOKEN = "SIGNUP_OPS_TOKEN";
    private static final int FAILED = 1;

    private Ops() {}

    /** Runs it and returns its exit code. */
    static int run(List<String> arguments) {
        Ports ports;
        try {
            ports = Ports.parse(System.getenv(Ports.VARIABLE));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
        boolean local = !names(arguments, PROFILE) && !asksElsewhere(arguments);
        if (local && ADDRESSES.stream().anyMatch(address -> names(arguments, address))) {
            System.err.println(
                    "Without a profile every part is the local stack's. To work on others, name their profile"
                            + " (--spring.profiles.active=production) and with it Kafka, the schema registry and the database.");
            return FAILED;
        }
        if (local && works(arguments) && !Probe.listens(ports.kafka())) {
            System.err.println("The local stack does not run: nothing listens on port " + ports.kafka()
                    + ". Start it (./signup up), move to its ports (" + Ports.VARIABLE
                    + "), or name the profile of another installation (--spring.profiles.active=production).");
            return FAILED;
        }
        Path root = Path.of(System.getProperty("signup.root", "")).toAbsolutePath();
        Service worker = new ServiceSettings(ports, LocalStack.keys(), ports.jdbcUrl(Stack.DATABASE), root, OPTIONS)
                .registrationWorker(ports.registrationManagement());
        // As system properties, so that the same key among the arguments takes their place.
        List<String> options = Stream.concat(
                        OPTIONS.stream(), local ? worker.settings().stream().map("-D"::concat) : Stream.empty())
                .toList();
        ProcessBuilder job = JavaCommand.ofJar(options, worker.jar(), with("ops", arguments));
        if (local && arguments.contains(CODES)) {
            asAdmin(job, ports);
        }
        return run(job);
    }

    /** Whether codes of another installation are meant: those of ours are told to nobody else, and neither is our token. */
    private static boolean asksElsewhere(List<String> arguments) {
        return arguments.contains(CODES) && (names(arguments, "--url") || System.getenv(CODES_URL) != null);
    }

    /** What asks a running worker is told where it is and who asks. */
    private static void asAdmin(ProcessBuilder job, Ports ports) {
        job.environment().put(CODES_URL, "http://127.0.0.1:" + ports.registrationManagement());
        job.environment().put(CODES_TOKEN, Token.issue(Token.Role.ADMIN, Instant.now(), UUID.randomUUID()));
    }

    private static int run(ProcessBuilder command) {
        try {
            Process job = command.inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(job)));
            return job.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The job cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** The job finishes its batch and reports. */
    private static void end(Process job) {
        job.destroy();
        try {
            job.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether more is asked than to be told how it is used. */
    private static boolean works(List<String> arguments) {
        return !arguments.isEmpty()
                && arguments.stream().noneMatch(List.of("help", "-h", "--help", "-V", "--version")::contains);
    }

    private static boolean names(List<String> arguments, String key) {
        return arguments.stream().anyMatch(argument -> argument.startsWith(key));
    }

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
