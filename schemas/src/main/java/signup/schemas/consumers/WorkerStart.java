package signup.schemas.consumers;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts the consumers once all that they need is there, and tries until it is. Beside the main thread: meanwhile the
 * process is alive and tells that it is not ready.
 */
public final class WorkerStart implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(WorkerStart.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final List<Preparation> preparations;
    private final List<? extends MessageListenerContainer> containers;
    private volatile @Nullable Thread thread;
    private volatile boolean complete;

    /** Something that the consumers need; throws while it cannot be had. */
    @FunctionalInterface
    public interface Preparation {
        void prepare();
    }

    public WorkerStart(List<Preparation> preparations, List<? extends MessageListenerContainer> containers) {
        this.preparations = preparations;
        this.containers = containers;
    }

    @Override
    public void start() {
        Thread starting = new Thread(this::prepareAndStart, "worker-start");
        starting.setDaemon(true);
        thread = starting;
        starting.start();
    }

    private void prepareAndStart() {
        try {
            for (Preparation preparation : preparations) {
                await(preparation);
            }
            await(() -> containers.forEach(MessageListenerContainer::start));
            complete = true;
            log.info("ready");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Preparation preparation) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                preparation.prepare();
                return;
            } catch (RuntimeException | LinkageError e) {
                tell(e);
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** What is away comes back; a broken deployment does not, but whoever looks must see it. */
    private static void tell(Throwable failure) {
        if (failure instanceof LinkageError) {
            log.error("Not ready: this deployment is broken", failure);
        } else {
            log.warn("Not ready yet, trying again: {}", failure.getMessage());
            log.debug("Because", failure);
        }
    }

    @Override
    public void stop() {
        Thread starting = thread;
        if (starting != null) {
            starting.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public Health health() {
        return complete ? Health.up().build() : Health.outOfService().build();
    }
}
