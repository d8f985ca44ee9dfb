package signup.schemas.serde;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that speaks the part of the registry's API that the serde uses, and can be told to fail. The real
 * registry's own behaviour is tested where it runs, in the module local-stack.
 */
final class LocalRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, String> latest = new LinkedHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Fault fault = exchange -> false;

    LocalRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers instead of the registry; true when it did. */
    @FunctionalInterface
    interface Fault {
        boolean answered(HttpExchange exchange) throws IOException;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every request so far, as {@code METHOD path}. */
    List<String> calls() {
        return calls;
    }

    List<String> authorizations() {
        return authorizations;
    }

    void works() {
        fault = exchange -> false;
    }

    void answersAlways(int status, String body) {
        fault = exchange -> {
            send(exchange, status, body);
            return true;
        };
    }

    /** Sends the head of an answer, and never the rest. */
    void hangs() {
        fault = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            return true;
        };
    }

    synchronized int add(String subject, String schema) {
        latest.put(subject, schema);
        return ids.computeIfAbsent(schema, text -> 1001 + ids.size());
    }

    synchronized String latest(String subject) {
        return latest.get(subject);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (!fault.answered(exchange)) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String schema =
                    body.length == 0 ? "" : JSON.readTree(body).path("schema").asText();
            answer(exchange, exchange.getRequestURI().getPath(), schema);
        }
    }

    private synchronized void answer(HttpExchange exchange, String path, String schema) throws IOException {
        String[] parts = path.substring(1).split("/");
        if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(parts[2]);
            for (Map.Entry<String, Integer> known : ids.entrySet()) {
                if (known.getValue() == id) {
                    send(exchange, 200, JSON.writeValueAsString(Map.of("schema", known.getKey())));
                    return;
                }
            }
            send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema " + id + " not found\"}");
            return;
        }
        String subject = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        if (path.endsWith("/versions")) {
            send(exchange, 200, "{\"id\":" + add(subject, schema) + "}");
        } else if (path.endsWith("/latest") && latest.containsKey(subject)) {
            String text = latest.get(subject);
            send(exchange, 200, JSON.writeValueAsString(Map.of("id", ids.get(text), "schema", text)));
        } else if (schema.equals(latest.get(subject))) {
            send(exchange, 200, "{\"id\":" + ids.get(schema) + "}");
        } else {
            send(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject '" + subject + "' not found.\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
