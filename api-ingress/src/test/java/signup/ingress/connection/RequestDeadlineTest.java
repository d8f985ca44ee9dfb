package signup.ingress.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code OverloadIT} does not show: answers that nobody reads. */
class RequestDeadlineTest {

    private final Counter dropped = new SimpleMeterRegistry().counter("dropped");
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new RequestDeadline(Duration.ofSeconds(1), Duration.ofSeconds(3), dropped));

    @Test
    void whoLeavesALargeAnswerUnreadLosesTheConnection() {
        channel.freezeTime();
        writable(false);
        pass(2);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(dropped.count()).isEqualTo(1);
    }

    @Test
    void whoReadsOnKeepsIt() {
        channel.freezeTime();
        writable(false);
        pass(2);
        writable(true);
        pass(10);
        assertThat(channel.isOpen()).isTrue();
    }

    private void writable(boolean writable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
        channel.runPendingTasks();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
