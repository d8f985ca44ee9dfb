package signup.local.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import signup.local.mailbox.Mailbox;

/** The console's HTTP server, on loopback, for browsers and programs of this machine only. */
public final class Console {

    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private Console(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** A part of the stack: what it is called, what it is doing, and where it is. */
    public record Part(String name, String state, String address) {}

    /** Serves that mailbox and those parts and links on that port. */
    public static Console open(
            int port, Mailbox mailbox, Supplier<Map<String, String>> links, Supplier<List<Part>> parts) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, Console::daemon);
            server.setExecutor(threads);
            server.createContext("/", new Guard(new Pages(mailbox, links, parts)));
            server.createContext("/api/v1/", new Guard(new MailpitApi(mailbox)));
            server.start();
            return new Console(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("The console cannot listen on port " + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "console");
        thread.setDaemon(true);
        return thread;
    }
}
