package signup.registration.avatar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A web server on every address of this machine, that remembers what it was asked. */
public final class PictureServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /**
     * A request.
     *
     * @param at the address of this machine to which it came
     */
    record Asked(
            String path, String at, String host, @Nullable String acceptEncoding) {}

    /** What it answers. */
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    public PictureServer() {
        this(null);
    }

    /** @param tls its certificates; null for a server without TLS */
    PictureServer(@Nullable SSLContext tls) {
        try {
            if (tls == null) {
                server = HttpServer.create(new InetSocketAddress(0), 0);
            } else {
                HttpsServer secure = HttpsServer.create(new InetSocketAddress(0), 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers requests of paths that begin so. */
    public void at(String path, Answering answering) {
        server.createContext(path, exchange -> {
            asked.add(new Asked(
                    exchange.getRequestURI().toString(),
                    exchange.getLocalAddress().getAddress().getHostAddress(),
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestHeaders().getFirst("Accept-Encoding")));
            try (exchange) {
                answering.answer(exchange);
            }
        });
    }

    void removed(String path) {
        server.removeContext(path);
    }

    /** Answers with these bytes. */
    public static Answering bytes(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Answers with this status and no body. */
    public static Answering status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Answering redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The paths that were asked for, in order. */
    public List<String> paths() {
        return asked.stream().map(Asked::path).toList();
    }

    void forget() {
        asked.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
