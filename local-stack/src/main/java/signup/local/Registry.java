package signup.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.Producer;
import signup.local.process.ChildProcess;
import signup.local.process.FreePort;
import signup.local.process.JavaCommand;
import signup.local.process.Probe;

/** An Apicurio registry on loopback, spoken to through its Confluent-compatible API. */
public final class Registry {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    private final ChildProcess process;
    private final int port;

    private Registry(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a registry that forgets everything when it ends. */
    public static Registry inMemory(int port, Path log, List<String> javaOptions, String stopSignal) {
        return start(port, log, javaOptions, stopSignal, Map.of());
    }

    /** Starts a registry that keeps its schemas in that database, which must exist. */
    public static Registry inDatabase(
            int port, Path log, List<String> javaOptions, String stopSignal, String jdbcUrl, String user) {
        return start(
                port,
                log,
                javaOptions,
                stopSignal,
                Map.of(
                        "APICURIO_STORAGE_KIND", "sql",
                        "APICURIO_STORAGE_SQL_KIND", "postgresql",
                        "APICURIO_DATASOURCE_URL", jdbcUrl,
                        "APICURIO_DATASOURCE_USERNAME", user,
                        "APICURIO_DATASOURCE_PASSWORD", ""));
    }

    /** Where Confluent's API is served. */
    public String url() {
        return url(port);
    }

    public ChildProcess process() {
        return process;
    }

    private static Registry start(
            int port, Path log, List<String> javaOptions, String stopSignal, Map<String, String> storage) {
        List<String> options = new ArrayList<>(javaOptions);
        options.add("-Dquarkus.http.host=127.0.0.1");
        options.add("-Dquarkus.http.port=" + port);
        options.add("-Dquarkus.management.host=127.0.0.1");
        options.add("-Dquarkus.management.port=" + FreePort.choose());
        options.add("-Dquarkus.log.level=WARN");
        options.add("-Dquarkus.banner.enabled=false");
        Path program = unpacked().resolve(runner());
        ProcessBuilder builder = JavaCommand.ofJar(options, program, List.of());
        builder.directory(program.getParent().toFile());
        builder.environment().putAll(storage);
        ChildProcess process = ChildProcess.start("registry", builder, log, stopSignal);
        HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
        Probe.until(() -> Probe.listens(port) && answers(http, port), process, START_TIMEOUT);
        return new Registry(process, port);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    private static boolean answers(HttpClient http, int port) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(url(port) + "/subjects"))
                                            .timeout(ANSWER_TIMEOUT)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path unpacked() {
        String version = Versions.of("apicurio");
        Path archive = localRepository()
                .resolve("io/apicurio/apicurio-registry-app")
                .resolve(version)
                .resolve("apicurio-registry-app-" + version + "-all.tar.gz");
        return Archive.unpacked(
                "apicurio-registry-" + version, () -> new GZIPInputStream(Files.newInputStream(archive), 1 << 16));
    }

    private static String runner() {
        return "apicurio-registry-app-" + Versions.of("apicurio") + "-runner.jar";
    }

    /** Maven's local repository, where the build put the archive: this JVM's Kafka client lies in it too. */
    private static Path localRepository() {
        Path jar = Path.of(URI.create(Producer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        Path client = Path.of("org", "apache", "kafka", "kafka-clients", "version", "file");
        Path repository = jar;
        for (int depth = 0; depth < client.getNameCount(); depth++) {
            repository = repository.getParent();
        }
        return repository;
    }
}
