package signup.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where it was measured: figures of different machines are not to be compared.
 *
 * @param processor its model
 * @param cores how many of them
 * @param memoryGib physical memory
 * @param system operating system and architecture
 * @param java the Java that ran everything
 */
public record Machine(String processor, int cores, long memoryGib, String system, String java) {

    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    /** The one that this runs on. */
    public static Machine here() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize()
                        : 0;
        return new Machine(
                modelOfProcessor(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory / (double) (1 << 30)),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static String modelOfProcessor() {
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
