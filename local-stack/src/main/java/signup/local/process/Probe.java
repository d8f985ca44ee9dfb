package signup.local.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until a child process is ready to serve. */
public final class Probe {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LINES = 20;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private Probe() {}

    /**
     * Asks {@code ready} again and again until it says yes.
     *
     * @throws IllegalStateException when the process ends before or {@code timeout} has passed, with its last lines;
     *     the process is gone then
     */
    public static void until(BooleanSupplier ready, ChildProcess process, Duration timeout) {
        try {
            until(
                    () -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException("ended at its start");
                        }
                        return ready.getAsBoolean();
                    },
                    timeout);
        } catch (IllegalStateException e) {
            process.kill();
            throw new IllegalStateException(process.name() + ": " + e.getMessage() + "\n" + process.tail(LINES), e);
        }
    }

    /**
     * Asks {@code ready} again and again until it says yes.
     *
     * @throws IllegalStateException when {@code timeout} has passed
     */
    public static void until(BooleanSupplier ready, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while it started");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready after " + timeout.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether something on loopback takes connections on that port. */
    public static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) CONNECT_TIMEOUT.toMillis());
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
