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
import java.util.function.Consumer;
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
record Service(
        String module, Path jar, Path folder, int managementPort, List<String> javaOptions, List<String> settings) {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    /** Starts it and returns when it says that it is ready. */
    ChildProcess start(LogFile log, Consumer<String> listener) {
        List<String> options = new ArrayList<>(javaOptions);
        options.addAll(archive().options());
        List<String> arguments = settings.stream().map("--"::concat).toList();
        ChildProcess process =
                ChildProcess.start(module, JavaCommand.ofJar(options, extracted(), arguments), log, "TERM", listener);
        HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
        Probe.until(() -> isReady(http), process, START_TIMEOUT);
        return process;
    }

    /** Its classes, as a former run may have left them. */
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
