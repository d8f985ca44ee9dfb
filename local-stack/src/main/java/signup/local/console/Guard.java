package signup.local.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only what this machine's user means: requests whose {@code Host} is loopback (a page elsewhere whose name was
 * rebound to this machine sends its own), and none that another site's page sends.
 */
final class Guard implements HttpHandler {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpHandler guarded;

    Guard(HttpHandler guarded) {
        this.guarded = guarded;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        try (exchange) {
            if (isLoopback(host) && isOwn(origin, host)) {
                answer(exchange);
            } else {
                Response.text(403, "This console serves its own machine only.\n")
                        .send(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            guarded.handle(exchange);
        } catch (RuntimeException e) {
            Response.text(500, "The console failed: " + e.getMessage() + "\n").send(exchange);
        }
    }

    static boolean isLoopback(@Nullable String host) {
        return host != null
                && LOOPBACK.contains(host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT));
    }

    /** A request without an origin comes from no page, or from one that only reads. */
    static boolean isOwn(@Nullable String origin, @Nullable String host) {
        return origin == null || origin.equals("http://" + host);
    }
}
