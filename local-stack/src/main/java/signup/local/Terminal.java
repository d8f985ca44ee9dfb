package signup.local;

import java.io.PrintStream;

/** Where the stack tells what it does: one line at a time, from any thread. */
final class Terminal {

    private final PrintStream out;

    Terminal(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    /** A line that a component printed. */
    void echo(String component, String line) {
        say("%-19s | %s".formatted(component, line));
    }
}
