package signup.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ends the stack in order when the terminal or the system asks for it; asked again, at once. Java's own shutdown hooks
 * would do the first, but not notice the second.
 */
final class Shutdown {

    private static final int SIGNALLED = 128;

    private final Stack stack;
    private final Terminal terminal;
    private final AtomicInteger requests = new AtomicInteger();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private Shutdown(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    static Shutdown onSignals(Stack stack, Terminal terminal) {
        Shutdown shutdown = new Shutdown(stack, terminal);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> shutdown.request(SIGNALLED + signal.getNumber()));
        }
        return shutdown;
    }

    boolean isUnderWay() {
        return requests.get() > 0;
    }

    /** Waits until everything has ended; the exit code is, by the shells' convention, 128 and the signal's number. */
    int await() {
        return exitCode.join();
    }

    private void request(int code) {
        if (requests.getAndIncrement() > 0) {
            terminal.say("\nEnding at once.");
            stack.kill();
            Runtime.getRuntime().halt(code);
        }
        terminal.say("\nStopping, services first (once more ends everything at once).");
        new Thread(() -> stop(code), "shutdown").start();
    }

    private void stop(int code) {
        try {
            stack.stop();
            terminal.say("Everything has stopped.");
        } finally {
            exitCode.complete(code);
        }
    }
}
