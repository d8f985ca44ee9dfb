package signup.benchmarks.parts;

/** What of a process is in memory: its resident set size, as {@code ps} tells it on Linux and macOS alike. */
public final class ResidentMemory {

    private static final double KIB_PER_MIB = 1024;

    private ResidentMemory() {}

    /** In MiB. */
    public static double mibOf(ProcessHandle process) {
        return mibIn(Answer.of("ps", "-o", "rss=", "-p", String.valueOf(process.pid())));
    }

    static double mibIn(String answer) {
        try {
            return Long.parseLong(answer.strip()) / KIB_PER_MIB;
        } catch (NumberFormatException e) {
            throw new IllegalStateException("ps does not tell the memory: " + answer, e);
        }
    }
}
