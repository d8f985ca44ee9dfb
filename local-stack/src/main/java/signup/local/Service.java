package signup.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signup.local.process.ChildProcess;
import signup.local.process.JavaCommand;
import signup.local.process.LogFile;
import signup.local.process.Probe;

/**
 * One of our services: the very jar that production runs, in the profile {@code local}.
 *
 * @param module its Maven module, which names it
 * @param jar what is built and runs
 * @param folder where it is laid out to run
 * @param managementPort where it tells whether it is ready
 * @param javaOptions options of its JVM
 * @param settings its settings, as {@code name=value}
 */
public record Service(
        String module, Path jar, Path folder, int managementPort, List<String> javaOptions, List<String> settings) {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    /**
     * Starts it and returns when it says that it is ready.
     *
     * @param classes of {@link #archive()}; to be kept when it has stopped
     */
    ChildProcess start(ClassArchive classes, LogFile log, Consumer<String> listener) {
        ChildProcess process = launch(classes.options(), log, listener);
        awaitReady(process);
        return process;
    }

    /** Starts it, to end in whatever way, and returns at once. */
    public ChildProcess launch(LogFile log) {
        return launch(archive().readOptions(), log, line -> {});
    }

    /**
     * Returns when that process of it says that it is ready.
     *
     * @throws IllegalStateException when it ends before, or does not get ready; it is gone then
     */
    public void awaitReady(ChildProcess process) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
        Probe.until(() -> isReady(http), process, START_TIMEOUT);
    }

    /** The same with these settings, which take the place of others of their names. */
    public Service with(List<String> more) {
        Set<String> names = more.stream().map(Service::name).collect(Collectors.toSet());
        List<String> all = Stream.concat(
                        settings.stream().filter(setting -> !names.contains(name(setting))), more.stream())
                .toList();
        return new Service(module, jar, folder, managementPort, javaOptions, all);
    }

    private ChildProcess launch(List<String> archiving, LogFile log, Consumer<String> listener) {
        List<String> options = new ArrayList<>(javaOptions);
        options.addAll(archiving);
        List<String> arguments = settings.stream().map("--"::concat).toList();
        return ChildProcess.start(module, JavaCommand.ofJar(options, extracted(), arguments), log, "TERM", listener);
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** The classes of the jar that is there now, as a former run may have left them. */
    ClassArchive archive() {
        return ClassArchive.of(folder, module, javaOptions, List.of(extracted()));
    }

    private Path extracted() {
        return ExtractedJar.of(jar, folder.resolve(module));
    }

    private boolean isReady(HttpClient http) {
        if (!Probe.listens(managementPort)) {
            return false;
        }
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"))
                .timeout(ANSWER_TIMEOUT)
                .build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
