package signup.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Ends the child processes of this JVM when it ends in whatever way, {@code kill -9} included: a small shell, in which
 * the signals of a terminal have no effect, reads what to end from a pipe that the kernel closes with this JVM.
 *
 * <p>It signals each process that is still held, waits for at most ten seconds, kills what is left, and only then
 * removes the folders it was given. Safe for use by several threads.
 */
public final class Leash {

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            held=
            folders=
            while read -r order what signal; do
              case $order in
                hold) held="$held $signal:$what" ;;
                release)
                  kept=
                  for one in $held; do
                    [ "${one#*:}" = "$what" ] || kept="$kept $one"
                  done
                  held=$kept ;;
                remove) folders="$folders $what" ;;
              esac
            done
            for one in $held; do
              kill -s "${one%%:*}" "${one#*:}" 2>/dev/null
            done
            tries=0
            alive=yes
            while [ -n "$alive" ] && [ $tries -lt 100 ]; do
              alive=
              for one in $held; do
                kill -0 "${one#*:}" 2>/dev/null && alive=yes
              done
              [ -z "$alive" ] || sleep 0.1
              tries=$((tries + 1))
            done
            for one in $held; do
              kill -s KILL "${one#*:}" 2>/dev/null
            done
            for folder in $folders; do
              rm -rf "$(printf '%b' "$folder")"
            done
            """;

    private static final Leash OF_THIS_JVM = new Leash();

    private final Process shell;
    private final OutputStream orders;

    private Leash() {
        try {
            shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            orders = shell.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("A shell is needed that ends the child processes", e);
        }
    }

    /** From now on that process gets {@code signal} (such as {@code TERM}) when this JVM ends. */
    public static void hold(ProcessHandle process, String signal) {
        OF_THIS_JVM.order("hold " + process.pid() + " " + signal);
    }

    /** That process has ended, and its number may belong to another. */
    public static void release(ProcessHandle process) {
        OF_THIS_JVM.order("release " + process.pid());
    }

    /** When this JVM has ended, and after the processes, that folder goes with all that is in it. */
    public static void remove(Path folder) {
        OF_THIS_JVM.order("remove " + escaped(folder.toAbsolutePath().toString()));
    }

    /** As at the end of this JVM, but now; returns when everything is gone, the shell too. For the last thing to do. */
    public static void end() {
        try {
            OF_THIS_JVM.orders.close();
            OF_THIS_JVM.shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that ends the child processes has ended itself", e);
        }
    }

    /** Every byte as an octal escape, so that no character of a path means anything to the shell. */
    private static String escaped(String path) {
        StringBuilder text = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format("\\0%03o", b & 0xff));
        }
        return text.toString();
    }
}
