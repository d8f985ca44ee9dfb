package signup.schemas.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class WorkerStartTest {

    private final AtomicInteger tries = new AtomicInteger();
    private final WorkerStart start = new WorkerStart(List.of(this::prepare), List.of());
    private volatile Throwable failure = new IllegalStateException("away");

    @AfterEach
    void stop() {
        start.stop();
    }

    @Test
    void itIsReadyWhenWhatItNeedsIsThere() {
        start.start();
        await().until(() -> tries.get() > 0);
        assertThat(start.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        failure = null;
        await().untilAsserted(() -> assertThat(start.health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void aBrokenClassDoesNotEndItsTries() {
        failure = new NoClassDefFoundError("as after a broken deployment");
        start.start();
        await().until(() -> tries.get() > 1);

        failure = null;
        await().untilAsserted(() -> assertThat(start.health().getStatus()).isEqualTo(Status.UP));
    }

    private void prepare() {
        tries.incrementAndGet();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException away) {
            throw away;
        }
    }
}
