package signup.acceptance.faults.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrandsTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Errands errands = new Errands("clients");
    private final AtomicInteger times = new AtomicInteger();

    @AfterEach
    void close() {
        errands.close();
    }

    @Test
    void oneThatThrowsIsRememberedAndComesAgain() {
        errands.repeat(
                () -> {
                    times.incrementAndGet();
                    throw new IllegalStateException("no mailbox");
                },
                AT_ONCE);

        await().until(() -> times.get() > 2);
        errands.stop();
        errands.awaitAll();
        assertThat(errands.failures()).containsExactly("clients failed: java.lang.IllegalStateException: no mailbox");
    }

    @Test
    void nothingIsRepeatedOnceStopped() {
        errands.repeat(times::incrementAndGet, AT_ONCE);
        await().until(() -> times.get() > 2);

        errands.stop();
        errands.awaitAll();

        int so = times.get();
        await().pollDelay(Duration.ofMillis(50)).until(() -> times.get() == so);
        assertThat(errands.failures()).isEmpty();
    }

    @Test
    void allIsWaitedForThatFollowsFromWhatIsUnderWay() {
        CountDownLatch first = new CountDownLatch(1);
        errands.later(
                () -> {
                    first.countDown();
                    errands.later(times::incrementAndGet, Duration.ofMillis(100));
                },
                AT_ONCE);

        errands.awaitAll();

        assertThat(first.getCount()).isZero();
        assertThat(times).hasValue(1);
    }
}
