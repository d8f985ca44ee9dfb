package signup.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import signup.acceptance.blocking.NoBlocking;
import signup.local.Ports;

/**
 * The packaged local stack, started by the very command that a newcomer types, on ports of its own and with a data folder
 * under {@code target}. One is shared by the tests of a run and ends with it.
 */
public final class RunningStack implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(300);
    private static final Duration STOP = Duration.ofSeconds(120);

    /** Where a test may serve pictures that users have by URL: the one place of this machine that is asked for any. */
    static final int PICTURES = 8088;

    private static final Path ROOT = root();

    /** The last line of what is printed when all is ready begins so. */
    private static final String READY = "Everything is ready.";

    private static @Nullable RunningStack shared;
    private static @Nullable RuntimeException failure;

    private final int offset;
    private final Path data;
    private final Path output;
    private final Process process;

    private RunningStack(int offset, Path data, Process process, Path output) {
        this.offset = offset;
        this.data = data;
        this.process = process;
        this.output = output;
    }

    /** The run's stack, started on first use; when that fails, it fails for all. */
    public static synchronized RunningStack shared() {
        if (failure != null) {
            throw failure;
        }
        if (shared == null) {
            try {
                shared = start(
                        ROOT.resolve("acceptance/target/stack"), Ports.free().offset(), "--fresh");
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(RunningStack::closeShared));
        }
        return shared;
    }

    /** The run's stack, stopped if it still runs, and started again with what it kept, on the same ports. */
    static synchronized RunningStack sharedAgain() {
        RunningStack before = shared();
        before.close();
        try {
            shared = start(before.data, before.offset);
            return shared;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private static synchronized void closeShared() {
        if (shared != null) {
            shared.close();
        }
    }

    /** Starts a stack and returns when it says that it is ready. */
    static RunningStack start(Path data, int offset, String... options) {
        try {
            Files.createDirectories(data);
            Path output = Files.createTempFile(data.toAbsolutePath().getParent(), "up-", ".log");
            ProcessBuilder command = command("up");
            command.command().addAll(List.of(options));
            command.environment().put("SIGNUP_DATA", data.toAbsolutePath().toString());
            command.environment().put("SIGNUP_PORT_OFFSET", String.valueOf(offset));
            command.environment().put("SIGNUP_AVATAR_ALLOWEDNETWORKS", "127.0.0.1");
            command.environment().put("SIGNUP_AVATAR_PORTS", String.valueOf(PICTURES + offset));
            command.environment()
                    .put("SIGNUP_INGRESS_JAVA_OPTIONS", String.join(" ", NoBlocking.INGRESSES.javaOptions(ROOT)));
            command.redirectErrorStream(true).redirectOutput(output.toFile());
            return new RunningStack(offset, data, command.start(), output).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its API. */
    public Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port(8080)));
    }

    /** Its mailbox. */
    public Mails mails() {
        return new Mails(new Api(URI.create("http://127.0.0.1:" + port(8025))));
    }

    /** A subscriber of its topics. */
    public Subscriber subscriber() {
        return new Subscriber(
                "127.0.0.1:" + port(9092), URI.create("http://127.0.0.1:" + port(8081) + "/apis/ccompat/v7"));
    }

    /** A connection as superuser; the caller closes it. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port(5433) + "/signup", "postgres", "");
    }

    /** Lets the owner of that address have further mails at once: what they got was long ago. */
    void coolDown(String address) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update registration.users set created_at = created_at - interval '1 hour'"
                    + " where email_key = '" + address + "'");
            statement.executeUpdate(
                    "update registration.requested_mails set requested_at = requested_at - interval '1 hour'");
        }
    }

    /** A port of the design, moved to where this stack has it. */
    public int port(int documented) {
        return documented + offset;
    }

    /** What {@code ./signup token} prints last. */
    public static String token(String role) {
        try {
            Process token = command("token", "--role", role)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(token.getInputStream().readAllBytes());
            return printed.strip().lines().reduce((first, last) -> last).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ./signup} with these words prints, on this stack; fails when it fails. */
    String run(String... words) {
        ProcessBuilder command = command(words);
        command.environment().put("SIGNUP_PORT_OFFSET", String.valueOf(offset));
        command.environment().put("SIGNUP_DATA", data.toAbsolutePath().toString());
        try {
            Process process = command.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("./signup " + String.join(" ", words) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that the command has printed so far. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed since it was ready. */
    String printedAfterReady() {
        String all = printed();
        return all.substring(all.indexOf(READY) + READY.length());
    }

    /** The process of a service. */
    public ProcessHandle child(String module) {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .filter(child -> child.info().commandLine().orElse("").contains("/" + module + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No process of " + module));
    }

    /** Stops the process of a service without its noticing ({@code SIGSTOP}), does that, and lets it go on. */
    void whileFrozen(String module, Runnable action) {
        ProcessHandle child = child(module);
        signal("STOP", child);
        try {
            action.run();
        } finally {
            signal("CONT", child);
        }
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it keeps what it keeps. */
    public Path data() {
        return data;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** As Ctrl-C does; returns when the command has ended. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The stack did not stop within " + STOP + ":\n" + printed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<ProcessHandle> survivors =
                children.stream().filter(ProcessHandle::isAlive).toList();
        if (!survivors.isEmpty()) {
            throw new IllegalStateException("The stack left children behind: " + survivors);
        }
    }

    /** Waits until it says that it is ready; one that does not is ended. */
    private RunningStack ready() {
        try {
            Awaitility.await()
                    .atMost(START)
                    .until(() -> !process.isAlive() || printed().contains(READY));
        } catch (ConditionTimeoutException e) {
            close();
            throw new IllegalStateException("The stack is not ready after " + START + ":\n" + printed(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The stack ended early:\n" + printed());
        }
        return this;
    }

    private static ProcessBuilder command(String... words) {
        ProcessBuilder command = new ProcessBuilder(ROOT.resolve("signup").toString());
        command.command().addAll(List.of(words));
        return command.directory(ROOT.toFile());
    }

    /** The project's folder. */
    public static Path root() {
        File folder = new File("").getAbsoluteFile();
        while (!new File(folder, "signup").isFile()) {
            folder = folder.getParentFile();
        }
        return folder.toPath();
    }
}
