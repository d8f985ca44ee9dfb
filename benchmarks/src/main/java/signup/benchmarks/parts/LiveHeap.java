package signup.benchmarks.parts;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM still holds after a full garbage collection: the part of its memory that can leak. Asked of the JVM by the
 * JDK's {@code jcmd}.
 */
public final class LiveHeap {

    private static final Pattern GENERATION = Pattern.compile("\\btotal\\b.*\\bused (\\d+)K");
    private static final double KIB_PER_MIB = 1024;

    private LiveHeap() {}

    /** In MiB; collects that JVM's garbage first. */
    public static double mibOf(ProcessHandle jvm) {
        jcmd(jvm, "GC.run");
        return mibIn(jcmd(jvm, "GC.heap_info"));
    }

    /** The sum of the generations in {@code GC.heap_info}'s answer. */
    static double mibIn(String heap) {
        Matcher generations = GENERATION.matcher(heap);
        long kib = 0;
        while (generations.find()) {
            kib += Long.parseLong(generations.group(1));
        }
        if (kib == 0) {
            throw new IllegalStateException("The JVM does not tell its heap: " + heap);
        }
        return kib / KIB_PER_MIB;
    }

    private static String jcmd(ProcessHandle jvm, String command) {
        return Answer.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(jvm.pid()), command);
    }
}
