package signup.acceptance.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import signup.acceptance.RunningStack;

/**
 * Makes a blocking call on the event loop of an ingress that tests started an error of the test class that then ends: in all
 * tests of the module, registered as a service.
 */
public final class NoBlocking implements AfterAllCallback {

    /** The ingresses of this run of tests. */
    public static final WatchedEventLoops INGRESSES =
            WatchedEventLoops.in(RunningStack.root().resolve("acceptance/target/blocking"));

    @Override
    public void afterAll(ExtensionContext context) {
        assertNoneBlocks(INGRESSES);
    }

    static void assertNoneBlocks(WatchedEventLoops watched) {
        assertThat(watched.takeBlockingCalls())
                .as("blocking calls on the event loop of an ingress")
                .isEmpty();
    }
}
