package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import signup.local.fixture.AllowedBlockingCalls;

/**
 * Makes a blocking call on an event-loop thread an error where it is made, and of the test class in which it is made, even
 * if whoever made it swallows errors: in all tests of the module, registered as a service. From before the first of them on,
 * because a thread that waits already would wake up in rewritten code and be taken for one that blocks.
 */
public final class NoBlocking implements LauncherSessionListener, AfterAllCallback {

    private static final Queue<Error> NOTICED = new ConcurrentLinkedQueue<>();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        BlockHound.install(
                new AllowedBlockingCalls(),
                builder -> builder.blockingMethodCallback(method -> {
                    Error error = new BlockingOperationError(method);
                    NOTICED.add(error);
                    throw error;
                }));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(takeNoticed().stream().map(Throwables::getStackTrace))
                .as("blocking calls on the event loop")
                .isEmpty();
    }

    /** What was noticed since it was last asked. */
    static List<Error> takeNoticed() {
        List<Error> noticed = new ArrayList<>();
        for (Error error = NOTICED.poll(); error != null; error = NOTICED.poll()) {
            noticed.add(error);
        }
        return noticed;
    }
}
