package signup.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that tells which processes a stack has started, so that the next one finds those that a killed stack left.
 * Each line is {@code <pid> <start, milliseconds since the epoch> <name>}; pid and start together name one process.
 */
public final class Roster {

    /** Start times are read with the clock's tick. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Path file;

    public Roster(Path file) {
        this.file = file;
    }

    /** Adds the process. */
    public synchronized void add(ChildProcess process) {
        Optional<Instant> start = process.handle().info().startInstant();
        if (start.isEmpty()) {
            return;
        }
        String line = process.handle().pid() + " " + start.get().toEpochMilli() + " " + process.name() + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of processes cannot be written: " + file, e);
        }
    }

    /**
     * Sees that no process of the roster is left: waits for those that are about to end, kills those that do not.
     *
     * @param grace how long to wait
     * @return the names of those that still ran
     */
    public synchronized List<String> clear(Duration grace) {
        List<String> names = new ArrayList<>();
        Instant deadline = Instant.now().plus(grace);
        for (String line : lines()) {
            survivor(line).ifPresent(process -> {
                names.add(line.split(" ", 3)[2]);
                Duration left = Duration.between(Instant.now(), deadline);
                try {
                    Probe.until(() -> !process.isAlive(), left.isNegative() ? Duration.ZERO : left);
                } catch (IllegalStateException stubborn) {
                    process.destroyForcibly();
                    process.onExit().join();
                }
            });
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private Optional<ProcessHandle> survivor(String line) {
        String[] parts = line.split(" ", 3);
        Instant start = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process -> process.info()
                        .startInstant()
                        .filter(actual -> Duration.between(start, actual).abs().compareTo(TICK) < 0)
                        .isPresent());
    }

    private List<String> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.matches("\\d+ \\d+ .+")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of processes cannot be read: " + file, e);
        }
    }
}
