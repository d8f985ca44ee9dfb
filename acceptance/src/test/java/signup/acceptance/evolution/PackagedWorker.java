package signup.acceptance.evolution;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;

/** A registration worker as a process, from its packaged jar, on the fixture's parts. */
final class PackagedWorker implements AutoCloseable {

    private static final String MAIN = "signup.registration.RegistrationApplication";
    private static final int CONSUMERS = 2;

    private final Process process;
    private final Path log;

    private PackagedWorker(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The jar, laid out below that folder. */
    static Path extracted(Path folder) {
        Path jar = root().resolve("registration-worker/target/registration-worker-0.1.0-SNAPSHOT.jar");
        Path extracted = folder.resolve("worker");
        try {
            Process extracting = java(List.of(
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            extracted.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (extracting.waitFor() != 0) {
                throw new IllegalStateException("The jar cannot be extracted: " + jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return extracted;
    }

    /**
     * Starts one.
     *
     * @param before what takes the place of classes of the jar
     */
    static PackagedWorker start(Path extracted, FixtureDatabase database, String name, Path... before) {
        String classPath = Stream.concat(Stream.of(before), Stream.of(thin(extracted)))
                .map(Path::toString)
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
        ProcessBuilder worker = java(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                MAIN,
                "--spring.profiles.active=local",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + Fixture.kafka().bootstrapServers(),
                "--spring.kafka.properties.schema.registry.url="
                        + Fixture.registry().url(),
                "--spring.r2dbc.url=" + database.r2dbcUrl(),
                "--spring.r2dbc.username=" + database.username(),
                "--spring.flyway.url=" + database.jdbcUrl(),
                "--spring.flyway.user=" + database.username(),
                "--signup.keys.folder=" + Fixture.keys(),
                "--signup.worker.roles=registration",
                "--signup.registration.concurrency=" + CONSUMERS));
        Path log = extracted.resolveSibling(name + ".log");
        try {
            return new PackagedWorker(
                    worker.redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has said. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a deployment does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static Path thin(Path extracted) {
        return extracted.resolve("registration-worker-0.1.0-SNAPSHOT.jar");
    }

    private static ProcessBuilder java(List<String> arguments) {
        return new ProcessBuilder(Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        arguments.stream())
                .toList());
    }

    private static Path root() {
        File folder = new File("").getAbsoluteFile();
        while (!new File(folder, "signup").isFile()) {
            folder = folder.getParentFile();
        }
        return folder.toPath();
    }
}
