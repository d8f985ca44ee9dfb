package signup.benchmarks.limit;

import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Project;
import signup.benchmarks.parts.Service;

/**
 * The limit of signing up: a prototype of the pipeline's shape and nothing else of it, in two programs, so that it is
 * measured as ingress and worker are.
 */
public final class BarePrototype implements AutoCloseable {

    private final Service worker;
    private final Service ingress;

    private BarePrototype(Service worker, Service ingress) {
        this.worker = worker;
        this.ingress = ingress;
    }

    /**
     * Starts it, and waits until it serves.
     *
     * @param database with the worker's tables
     */
    public static BarePrototype start(Project project, Parts parts, Parts.Copy database) {
        Service worker = parts.program(
                "bare-worker",
                BareWorker.class,
                parts.bootstrapServers(),
                database.jdbcUrl(),
                project.jar("registration-worker").toString(),
                parts.scratch("worker-classes").toString());
        return new BarePrototype(
                worker, parts.program("bare-ingress", BareWaitingIngress.class, parts.bootstrapServers()));
    }

    /** Where it takes signups by POST, on any path. */
    public int port() {
        return ingress.port();
    }

    @Override
    public void close() {
        ingress.close();
        worker.close();
    }

    /** For its programs: has the JVM end when a thread fails. The load would wait for answers that nobody gives. */
    static void endOnFailure() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }
}
