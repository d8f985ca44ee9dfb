package signup.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals by name; Java itself sends only TERM and KILL. */
public final class Signals {

    private Signals() {}

    /** Sends it; nothing happens when the process has ended. */
    public static void send(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("No shell can be started to send a signal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
