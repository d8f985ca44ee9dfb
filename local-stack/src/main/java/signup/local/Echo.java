package signup.local;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which of a service's lines the terminal shows: every warning and error with what belongs to it, and of the others
 * a few a second, so that under load they stay readable. Files keep all.
 */
final class Echo {

    /** Of the lines that are no warnings, so many are shown in a second. */
    private static final int A_SECOND = 5;

    private static final long SECOND = 1_000_000_000L;
    private static final Pattern LEVEL = Pattern.compile("^\\S+ +(TRACE|DEBUG|INFO|WARN|ERROR) ");

    private final Consumer<String> terminal;
    private final LongSupplier nanos;
    private long since;
    private int shown;
    private int withheld;
    private boolean warning;

    Echo(Consumer<String> terminal, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    synchronized void line(String line) {
        if (nanos.getAsLong() - since >= SECOND) {
            tellWithheld();
            since = nanos.getAsLong();
            shown = 0;
        }
        Matcher level = LEVEL.matcher(line);
        if (level.find()) {
            warning = level.group(1).equals("WARN") || level.group(1).equals("ERROR");
        }
        if (warning) {
            terminal.accept(line);
        } else if (shown < A_SECOND) {
            shown++;
            terminal.accept(line);
        } else {
            withheld++;
        }
    }

    private void tellWithheld() {
        if (withheld > 0) {
            terminal.accept("(and " + withheld + " lines more, which the log file has)");
            withheld = 0;
        }
    }
}
