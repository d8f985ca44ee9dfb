package signup.benchmarks.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Future;
import signup.local.process.ChildProcess;
import signup.local.process.Probe;

/** A service that runs as a process of its own. */
public final class Service implements AutoCloseable {

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration METRICS_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private final ChildProcess process;
    private final int port;
    private final URI readiness;
    private final URI metrics;

    Service(ChildProcess process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        URI management = URI.create("http://127.0.0.1:" + managementPort);
        this.readiness = management.resolve("/actuator/health/readiness");
        this.metrics = management.resolve("/actuator/prometheus");
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

    /**
     * Waits until a metric, by its name for Prometheus, has this value.
     *
     * @param meanwhile what makes it so; its end before that is an error
     */
    public void await(String metric, double value, Future<?> meanwhile) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
        HttpRequest request =
                HttpRequest.newBuilder(metrics).timeout(METRICS_TIMEOUT).build();
        Probe.until(
                () -> {
                    if (meanwhile.isDone()) {
                        throw new IllegalStateException("The load ended before " + metric + " was " + value);
                    }
                    return text(http, request)
                            .lines()
                            .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                            .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) == value);
                },
                process,
                READY_TIMEOUT);
    }

    private static String text(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notNow) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
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
