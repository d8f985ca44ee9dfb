package signup.acceptance.blocking;

import java.util.concurrent.TimeUnit;
import reactor.netty.resources.LoopResources;

/** A program that blocks the event loop of an HTTP server for a millisecond, and then prints that it did. */
final class BlockedEventLoop {

    private BlockedEventLoop() {}

    public static void main(String[] arguments) throws Exception {
        LoopResources loops = LoopResources.create("reactor-http", 1, true);
        loops.onServer(true).next().submit(BlockedEventLoop::handle).get(5, TimeUnit.SECONDS);
    }

    private static void handle() {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
            System.out.println("slept");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
