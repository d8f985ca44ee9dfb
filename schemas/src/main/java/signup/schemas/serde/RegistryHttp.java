package signup.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * The registry's HTTP API over several addresses: an address that does not give a usable answer is passed over for the
 * next, and the one that works is asked first from then on. Safe for many threads.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Confluent: Schema Registry API</a>
 */
final class RegistryHttp {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String ACCEPTED =
            MEDIA_TYPE + ", application/vnd.schemaregistry+json;q=0.9, application/json;q=0.5";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryConnection connection;
    private final HttpClient client;
    private volatile int working;

    RegistryHttp(RegistryConnection connection) {
        this.connection = connection;
        this.client = client(connection);
    }

    JsonNode get(String path) throws RegistryRefusal {
        return ask(path, null);
    }

    JsonNode post(String path, Map<String, ?> body) throws RegistryRefusal {
        return ask(path, JSON.valueToTree(body));
    }

    private JsonNode ask(String path, @Nullable JsonNode body) throws RegistryRefusal {
        List<RegistryConnection.Endpoint> endpoints = connection.endpoints();
        List<String> failures = new ArrayList<>();
        IOException last = null;
        int first = working;
        for (int i = 0; i < endpoints.size(); i++) {
            int index = (first + i) % endpoints.size();
            RegistryConnection.Endpoint endpoint = endpoints.get(index);
            try {
                JsonNode answer = answer(send(endpoint, path, body));
                working = index;
                return answer;
            } catch (IOException e) {
                failures.add(endpoints.size() == 1 ? reason(e) : endpoint + ": " + reason(e));
                last = e;
            }
        }
        throw new RegistryUnavailableException(
                "The schema registry at " + connection + " does not answer: " + String.join("; ", failures), last);
    }

    private HttpResponse<byte[]> send(RegistryConnection.Endpoint endpoint, String path, @Nullable JsonNode body)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.resolve(path)).header("Accept", ACCEPTED);
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(body.toString()));
        }
        if (endpoint.authorization() != null) {
            request.header("Authorization", endpoint.authorization());
        }
        return await(client.sendAsync(request.build(), BodyHandlers.ofByteArray()));
    }

    /** Waits for the whole answer: the JDK's own request timeout ends with the head of it. */
    private <T> T await(CompletableFuture<T> exchange) throws IOException {
        try {
            return exchange.get(
                    connection.connectTimeout().plus(connection.readTimeout()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new HttpTimeoutException(
                    "no answer within " + connection.readTimeout().toMillis() + " ms");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw new InterruptException(e);
        }
    }

    private static JsonNode answer(HttpResponse<byte[]> response) throws IOException, RegistryRefusal {
        int status = response.statusCode();
        JsonNode body = parse(response);
        if (status == 200) {
            return body;
        }
        if (isDefinite(status, body)) {
            throw new RegistryRefusal(status, body.path("message").asText("HTTP " + status));
        }
        throw new IOException("HTTP " + status);
    }

    /** Whether it is the registry that says no, and not a proxy, a wrong path or a fault. */
    private static boolean isDefinite(int status, JsonNode body) {
        int code = body.path("error_code").asInt();
        return switch (status) {
            case 404 -> code / 100 == 404;
            case 409, 422 -> code != 0;
            default -> false;
        };
    }

    private static JsonNode parse(HttpResponse<byte[]> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IOException("HTTP " + response.statusCode() + " without JSON, so it is no schema registry", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "no connection";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static HttpClient client(RegistryConnection connection) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connection.connectTimeout());
        if (!connection.ssl().isEmpty()) {
            DefaultSslEngineFactory ssl = new DefaultSslEngineFactory();
            ssl.configure(connection.ssl());
            builder.sslContext(ssl.sslContext());
        }
        return builder.build();
    }
}
