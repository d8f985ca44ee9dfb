package signup.registration.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntBiFunction;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import signup.registration.RegistrationApplication;

/** Runs the worker's parts without its listeners and its web server, for as long as one piece of work takes. */
final class Job {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOTHING_IN_RANGE = 3;
    static final int SOME_UNREADABLE = 4;
    static final int STOPPED = 130;

    private Job() {}

    /** Does the work and returns its exit code; says on the error stream why it failed. */
    static int run(List<String> settings, Scope scope, ToIntBiFunction<ConfigurableApplicationContext, Stop> work) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--signup.worker.roles=registration");
        arguments.add("--signup.worker.instance-id=replay-" + scope.id());
        if (scope.dryRun()) {
            arguments.add("--spring.flyway.enabled=false");
        }
        Stop stop = new Stop();
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> end(stop, ended));
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (ConfigurableApplicationContext context = application().run(arguments.toArray(String[]::new))) {
            return work.applyAsInt(context, stop);
        } catch (RuntimeException e) {
            System.err.println("Failed: " + Failures.reason(e));
            return FAILED;
        } finally {
            ended.countDown();
            forget(onSignal);
        }
    }

    private static SpringApplication application() {
        return new SpringApplicationBuilder(RegistrationApplication.class)
                .profiles(RegistrationApplication.JOB)
                .registerShutdownHook(false)
                .build();
    }

    /** Tells the work to end, and gives it the time. */
    private static void end(Stop stop, CountDownLatch ended) {
        stop.request();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(STOPPED);
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException underWay) {
            // The signal has come, and the hook ends the process.
        }
    }
}
