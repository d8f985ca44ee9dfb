package signup.acceptance.faults.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signup.local.process.Signals;

/**
 * Stops processes for a time. A shell wakes them, which does so even when this JVM has ended meanwhile: a stopped process
 * would not hear that it is to end.
 */
final class Freeze {

    private Freeze() {}

    /** The process first, so that it makes no more children, and then these. */
    static void whole(ProcessHandle process, Duration length) {
        Signals.send(process, "STOP");
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        String pids = all.stream().map(one -> String.valueOf(one.pid())).collect(Collectors.joining(" "));
        run("trap '' INT HUP; kill -STOP " + pids + "; sleep " + length.toMillis() / 1000.0 + "; kill -CONT " + pids);
    }

    /** That process alone. */
    static void one(long pid, Duration length) {
        run("trap '' INT HUP; kill -STOP " + pid + "; sleep " + length.toMillis() / 1000.0 + "; kill -CONT " + pid);
    }

    private static void run(String script) {
        try {
            new ProcessBuilder("/bin/sh", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("No shell can be started to stop a process", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
