package signup.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that this JVM started and ends. It ignores the terminal's Ctrl-C, so that only its parent decides when it
 * ends, and it is on the {@link Leash}, so that it never outlives its parent.
 */
public final class ChildProcess {

    /** Turns into the program, keeping the process's number; ignored signals stay ignored, by the JVM too. */
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
        Leash.hold(handle, stopSignal);
        handle.onExit().thenAccept(Leash::release);
    }

    /** Starts the command; what it prints goes to {@code log}, which is emptied first. {@code TERM} stops it. */
    public static ChildProcess start(String name, ProcessBuilder builder, Path log) {
        return start(name, builder, log, "TERM");
    }

    /** As above, with the signal that the parent's end sends. */
    public static ChildProcess start(String name, ProcessBuilder builder, Path log, String stopSignal) {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(name);
        command.addAll(builder.command());
        try {
            Process process = builder.command(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log.toFile())
                    .start();
            return new ChildProcess(name, process.toHandle(), stopSignal, log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    /** Takes charge of a process that some other program put there. */
    public static ChildProcess adopt(String name, long pid, Path log, String stopSignal) {
        ProcessHandle handle = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException(name + " has ended at once:\n" + tail(log, 20)));
        return new ChildProcess(name, handle, stopSignal, log);
    }

    public String name() {
        return name;
    }

    public long pid() {
        return handle.pid();
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    /** Done when the process has ended, however. */
    public CompletableFuture<ProcessHandle> onExit() {
        return handle.onExit();
    }

    /** Asks the process to end, and after {@code grace} makes it. Returns when it has ended. */
    public void stop(Duration grace) {
        if (!handle.isAlive()) {
            return;
        }
        signal(stopSignal);
        try {
            handle.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
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
        return tail(log, lines);
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + handle.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be signalled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(Path log, int lines) {
        try {
            List<String> all = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }
}
