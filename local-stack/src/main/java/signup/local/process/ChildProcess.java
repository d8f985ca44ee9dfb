package signup.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A process that this JVM started and ends. It does not feel the terminal's Ctrl-C, so that only its parent decides
 * when it ends, and it is on the {@link Leash}, so that it never outlives its parent.
 */
public final class ChildProcess {

    /** Turns into the program, keeping the process's number; signals that are ignored stay so, by a JVM too. */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"");

    private final String name;
    private final ProcessHandle handle;
    private final String stopSignal;
    private final Path log;

    private ChildProcess(String name, ProcessHandle handle, String stopSignal, Path log) {
        this.name = name;
        this.handle = handle;
        this.stopSignal = stopSignal;
        this.log = log;
        try {
            Leash.hold(handle, stopSignal);
        } catch (UncheckedIOException e) {
            handle.destroyForcibly();
            throw e;
        }
        handle.onExit().thenAccept(Leash::release);
    }

    /**
     * Starts the command, which {@code stopSignal} ends; what it prints goes to {@code log}, which is emptied first.
     */
    public static ChildProcess start(String name, ProcessBuilder builder, Path log, String stopSignal) {
        Process process = start(name, builder.redirectOutput(log.toFile()));
        return new ChildProcess(name, process.toHandle(), stopSignal, log);
    }

    /** As above, and each line that it prints is also told to {@code listener}. */
    public static ChildProcess start(
            String name, ProcessBuilder builder, LogFile log, String stopSignal, Consumer<String> listener) {
        Process process = start(name, builder.redirectOutput(ProcessBuilder.Redirect.PIPE));
        Consumer<String> sink = line -> {
            log.add(line);
            listener.accept(line);
        };
        Thread reader = new Thread(() -> read(process.getInputStream(), sink), name + "-log");
        reader.setDaemon(true);
        reader.start();
        return new ChildProcess(name, process.toHandle(), stopSignal, log.path());
    }

    /** Takes charge of a process that some other program put there. */
    public static ChildProcess adopt(String name, long pid, Path log, String stopSignal) {
        ProcessHandle handle = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException(name + " has ended at once:\n" + LogFile.tail(log, 20)));
        return new ChildProcess(name, handle, stopSignal, log);
    }

    public String name() {
        return name;
    }

    public ProcessHandle handle() {
        return handle;
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    /** Done when the process has ended, however. */
    public CompletableFuture<ProcessHandle> onExit() {
        return handle.onExit();
    }

    /**
     * Asks the process to end, and after {@code grace} makes it. Returns when it has ended.
     *
     * @return whether it ended when asked
     */
    public boolean stop(Duration grace) {
        if (!handle.isAlive()) {
            return false;
        }
        Signals.send(handle, stopSignal);
        try {
            handle.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            kill();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process without asking. */
    public void kill() {
        handle.destroyForcibly();
        handle.onExit().join();
    }

    /** The last lines that it printed. */
    public String tail(int lines) {
        return LogFile.tail(log, lines);
    }

    private static Process start(String name, ProcessBuilder builder) {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(name);
        command.addAll(builder.command());
        try {
            return builder.command(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    private static void read(InputStream output, Consumer<String> sink) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                sink.accept(line);
            }
        } catch (IOException ended) {
            sink.accept("(its output has ended: " + ended.getMessage() + ")");
        }
    }
}
