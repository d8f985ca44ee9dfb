package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.netty.resources.LoopResources;

/** That the suite would notice. */
class NoBlockingTest {

    @Test
    void aBlockingCallOnTheEventLoopIsNoticedEvenIfItsErrorIsSwallowed() throws Exception {
        LoopResources loops = LoopResources.create("noticed", 1, true);
        try {
            var blocking = loops.onServer(false).next().submit(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(1);
                } catch (BlockingOperationError swallowed) {
                    return "swallowed";
                }
                return "slept";
            });
            assertThat(blocking.get(5, TimeUnit.SECONDS)).isEqualTo("swallowed");

            assertThatThrownBy(() -> new NoBlocking().afterAll(null))
                    .hasMessageContaining("blocking calls on the event loop")
                    .hasMessageContaining("sleep");
        } finally {
            loops.disposeLater().subscribe();
        }
    }
}
