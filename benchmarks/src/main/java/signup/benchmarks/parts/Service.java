package signup.benchmarks.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import signup.local.process.ChildProcess;
import signup.local.process.Probe;

/** A service that runs as a process of its own. */
public final class Service implements AutoCloseable {

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private final ChildProcess process;
    private final int port;
    private final URI readiness;

    Service(ChildProcess process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
    }

    /** Its HTTP port on loopback. */
    public int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.handle();
    }

    /** Waits until it says that it is ready. */
    public Service awaitReady() {
        HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(ANSWER_TIMEOUT).build();
        Probe.until(() -> answers(http, request), process, READY_TIMEOUT);
        return this;
    }

    @Override
    public void close() {
        process.stop(STOP_GRACE);
    }

    private static boolean answers(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
