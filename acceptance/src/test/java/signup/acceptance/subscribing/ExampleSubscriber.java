package signup.acceptance.subscribing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signup.local.process.ChildProcess;

/** An example of the page, copied out of the source tree, built and run by the very commands that the page prints. */
final class ExampleSubscriber implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Pattern HANDLED =
            Pattern.compile("(created|known) ([0-9a-f-]{36}) id=(\\d+) at=(\\S+) event=([0-9a-f-]{36})");
    private static final Pattern SKIPPED = Pattern.compile("skipped user\\.created-\\d+@(\\d+)");

    private final ChildProcess process;
    private final Path log;

    private ExampleSubscriber(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What it says of an event that it has dealt with. */
    record Handled(String how, UUID sub, long id, Instant at, UUID event) {}

    /**
     * Builds and starts it.
     *
     * @param commands which commands of the page
     * @param example in which of the examples' folders
     */
    static ExampleSubscriber start(String commands, String example, Map<String, String> environment) {
        copy(SubscribingPage.FOLDER.resolve(example), folder(commands));
        return run(commands, SubscribingPage.commands(commands), environment);
    }

    /** Starts what was built already: the last of the commands. */
    static ExampleSubscriber startAgain(String commands, Map<String, String> environment) {
        String all = SubscribingPage.commands(commands).strip();
        return run(commands, all.substring(all.lastIndexOf('\n') + 1), environment);
    }

    private static ExampleSubscriber run(String name, String script, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-ec", withTheLastInTheShellsPlace(script));
        builder.directory(folder(name).toFile()).environment().putAll(environment);
        Path log = folder(name).resolveSibling(name + ".log");
        return new ExampleSubscriber(ChildProcess.start(name, builder, log, "TERM"), log);
    }

    /** So far, in order. */
    List<Handled> handled() {
        return HANDLED.matcher(read(log))
                .results()
                .map(ExampleSubscriber::handled)
                .toList();
    }

    /** The offsets of the records that it has put aside as unreadable. */
    List<Long> skipped() {
        return SKIPPED.matcher(read(log))
                .results()
                .map(line -> Long.valueOf(line.group(1)))
                .toList();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String printed() {
        return process.tail(60);
    }

    /** Stops it as an orchestrator does. */
    @Override
    public void close() {
        process.stop(GRACE);
    }

    private static Handled handled(MatchResult line) {
        return new Handled(
                line.group(1),
                UUID.fromString(line.group(2)),
                Long.parseLong(line.group(3)),
                Instant.parse(line.group(4)),
                UUID.fromString(line.group(5)));
    }

    /** So that signals reach the example itself. */
    private static String withTheLastInTheShellsPlace(String script) {
        String all = script.strip();
        int last = all.lastIndexOf('\n') + 1;
        return all.substring(0, last) + "exec " + all.substring(last);
    }

    private static Path folder(String commands) {
        return Path.of("target", "subscribing", commands).toAbsolutePath();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!relative.startsWith("target") && !relative.startsWith("node_modules")) {
                    Files.createDirectories(to.resolve(relative).getParent());
                    Files.copy(
                            file,
                            to.resolve(relative),
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
