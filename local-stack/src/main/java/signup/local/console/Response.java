package signup.local.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer, with the headers that all answers have. */
record Response(int status, String contentType, String policy, byte[] body, Map<String, String> headers) {

    /** Our own pages: no script, nothing from elsewhere; mails in frames that are sandboxed by their own policy. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    /** A mail's HTML: its own styles, pictures that it carries, no script, nothing fetched; links open a new tab. */
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
                    + "img-src data:; frame-ancestors 'self'";

    private static final String NO_CONTENT = "default-src 'none'; frame-ancestors 'none'";

    static Response page(String html) {
        return new Response(200, "text/html; charset=utf-8", PAGE_POLICY, bytes(html), Map.of());
    }

    static Response mail(String html) {
        return new Response(200, "text/html; charset=utf-8", MAIL_POLICY, bytes(html), Map.of());
    }

    static Response style(String css) {
        return new Response(200, "text/css; charset=utf-8", NO_CONTENT, bytes(css), Map.of());
    }

    static Response text(int status, String text) {
        return new Response(status, "text/plain; charset=utf-8", NO_CONTENT, bytes(text), Map.of());
    }

    static Response raw(byte[] mail) {
        return new Response(200, "text/plain; charset=utf-8", NO_CONTENT, mail, Map.of());
    }

    static Response json(byte[] json) {
        return new Response(200, "application/json", NO_CONTENT, json, Map.of());
    }

    static Response seeOther(String location) {
        return new Response(303, "text/plain", NO_CONTENT, new byte[0], Map.of("Location", location));
    }

    static Response methodNotAllowed(String allowed) {
        return new Response(
                405,
                "text/plain; charset=utf-8",
                NO_CONTENT,
                bytes("Allowed: " + allowed + "\n"),
                Map.of("Allow", allowed));
    }

    void send(HttpExchange exchange) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        answer.set("Content-Type", contentType);
        answer.set("Content-Security-Policy", policy);
        answer.set("X-Content-Type-Options", "nosniff");
        answer.set("Referrer-Policy", "no-referrer");
        answer.set("Cache-Control", "no-store");
        headers.forEach(answer::set);
        boolean headOnly = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, headOnly ? -1 : body.length);
        if (!headOnly) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
