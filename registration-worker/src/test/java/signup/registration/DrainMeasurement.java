package signup.registration;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import signup.local.fixture.Fixture;
import signup.schemas.Topics;

/**
 * How fast a worker drains a backlog, run by hand: {@code DrainMeasurement [records] [--setting=value …]}. Broker, database
 * and worker share the machine; the worker is the only one with work. Prints a rate per half second and the whole.
 */
final class DrainMeasurement {

    private static final String GROUP = "signup-registration";
    private static final int PARTITIONS = 4;

    private DrainMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        String[] settings = new String[Math.max(0, arguments.length - 1)];
        for (int i = 0; i < settings.length; i++) {
            settings[i] = arguments[i + 1].substring(2);
        }
        try (Pipeline pipeline = Pipeline.stopped();
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers()))) {
            pipeline.startWorker(settings);
            warm(pipeline, admin);
            long before = committed(admin);
            pipeline.stopWorker();
            for (int i = 0; i < records; i++) {
                pipeline.sendLater(
                        Topics.SIGNUP_REQUESTED,
                        i % PARTITIONS,
                        Signups.request().build());
            }
            pipeline.flush();
            System.out.println("backlog of " + records + " records is there");
            pipeline.startWorker(settings);
            watch(pipeline, admin, before, records);
        }
        System.exit(0);
    }

    /** Compiles the code and makes the topics' offsets. */
    private static void warm(Pipeline pipeline, Admin admin) throws Exception {
        int records = 20_000;
        for (int i = 0; i < records; i++) {
            pipeline.sendLater(
                    Topics.SIGNUP_REQUESTED, i % PARTITIONS, Signups.request().build());
        }
        pipeline.flush();
        while (committed(admin) < records) {
            Thread.sleep(Duration.ofMillis(100).toMillis());
        }
    }

    private static void watch(Pipeline pipeline, Admin admin, long before, int records) throws Exception {
        long start = 0;
        long first = 0;
        long last = 0;
        long lastAt = System.nanoTime();
        Map<String, Duration> processors = Map.of();
        while (last < records) {
            Thread.sleep(Duration.ofMillis(500).toMillis());
            long now = System.nanoTime();
            long done = committed(admin) - before;
            System.out.printf("%,d done, %,.0f/s%n", done, (done - last) * 1e9 / (now - lastAt));
            if (done > 0 && start == 0) {
                start = now;
                first = done;
                processors = processorTime(pipeline);
            }
            last = done;
            lastAt = now;
        }
        System.out.printf("%,.0f records/s%n", (last - first) * 1e9 / (lastAt - start));
        for (Map.Entry<String, Duration> after : processorTime(pipeline).entrySet()) {
            Duration used = after.getValue().minus(processors.getOrDefault(after.getKey(), Duration.ZERO));
            System.out.printf(
                    "%s: %.1f us of a core a record%n", after.getKey(), used.toNanos() / 1e3 / (last - first));
        }
    }

    /** Of this process, which is the worker, of its children, and of the worker's database sessions. */
    private static Map<String, Duration> processorTime(Pipeline pipeline) {
        Map<String, Duration> times = new TreeMap<>();
        Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .forEach(process -> times.merge(
                        process.equals(ProcessHandle.current())
                                ? "worker"
                                : process.info().command().orElse("?").replaceAll(".*/", ""),
                        process.info().totalCpuDuration().orElse(Duration.ZERO),
                        Duration::plus));
        pipeline
                .query("select pid from pg_stat_activity where application_name = 'signup-registration-worker'")
                .stream()
                .map(row -> ProcessHandle.of(Long.parseLong(row.get(0))))
                .flatMap(Optional::stream)
                .forEach(session -> times.merge(
                        "database sessions", session.info().totalCpuDuration().orElse(Duration.ZERO), Duration::plus));
        return times;
    }

    private static long committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().values().stream()
                .filter(offset -> offset != null)
                .mapToLong(offset -> offset.offset())
                .sum();
    }
}
