package signup.benchmarks.parts;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many cores each part used between two moments, its child processes included. The load generator is among them, as
 * {@code generator}: on a small machine it takes its share of what it measures.
 */
public final class CpuTime {

    private final Map<String, ProcessHandle> processes;
    private final Map<Long, Duration> before = new HashMap<>();
    private final long since = System.nanoTime();

    private CpuTime(Map<String, ProcessHandle> processes) {
        this.processes = new TreeMap<>(processes);
        this.processes.put("generator", ProcessHandle.current());
        this.processes.forEach((name, process) -> used(name, process).forEach(before::put));
    }

    /** Begins now. */
    public static CpuTime of(Map<String, ProcessHandle> processes) {
        return new CpuTime(processes);
    }

    /** Cores used since the beginning, by part; parts that used next to nothing are left out. */
    public Map<String, Double> cores() {
        double nanos = System.nanoTime() - since;
        Map<String, Double> cores = new TreeMap<>();
        processes.forEach((name, process) -> {
            long used = used(name, process).entrySet().stream()
                    .mapToLong(now -> now.getValue()
                            .minus(before.getOrDefault(now.getKey(), Duration.ZERO))
                            .toNanos())
                    .sum();
            double share = used / nanos;
            if (share >= 0.01) {
                cores.put(name, share);
            }
        });
        return cores;
    }

    /** The generator's children are the other parts. */
    private static Map<Long, Duration> used(String name, ProcessHandle process) {
        Stream<ProcessHandle> all = name.equals("generator")
                ? Stream.of(process)
                : Stream.concat(Stream.of(process), process.descendants());
        Map<Long, Duration> used = new HashMap<>();
        all.forEach(one -> one.info().totalCpuDuration().ifPresent(duration -> used.put(one.pid(), duration)));
        return used;
    }
}
