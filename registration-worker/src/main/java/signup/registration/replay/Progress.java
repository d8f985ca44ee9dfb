package signup.registration.replay;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells how far a job is: on a terminal in one line that is written over, elsewhere in a line every ten seconds. For one
 * thread.
 */
final class Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final long begunNanos = System.nanoTime();
    private long lastNanos = begunNanos;
    private int width;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Where no one looks. */
    static Progress silent() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream()), false);
    }

    /** @param share how much is done, from 0 to 1 */
    void show(double share, long records, String counts) {
        long now = System.nanoTime();
        if (now - lastNanos < (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            return;
        }
        lastNanos = now;
        String line = "%3.0f %%  %,d records, %,.0f/s  %s".formatted(share * 100, records, rate(records), counts);
        if (terminal) {
            out.print("\r" + padded(line));
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Says something that is not to be written over. */
    void say(String line) {
        clear();
        out.println(line);
    }

    /** Removes the line. */
    void clear() {
        if (terminal && width > 0) {
            out.print("\r" + padded("") + "\r");
            out.flush();
            width = 0;
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    double rate(long records) {
        return records * 1e9 / Math.max(1, elapsed().toNanos());
    }

    private String padded(String line) {
        String padded = line.length() < width ? line + " ".repeat(width - line.length()) : line;
        width = line.length();
        return padded;
    }
}
