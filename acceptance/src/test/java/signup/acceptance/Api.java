package signup.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client of the running API that knows nothing of this project but its documents. */
public final class Api {

    static final String CLIENT = "local";
    static final String CLIENT_SECRET = "local";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI root;

    public Api(URI root) {
        this.root = root;
    }

    /** Where it is. */
    public URI root() {
        return root;
    }

    HttpResponse<String> get(String path, String... headers) {
        return await(send(request(path, headers).GET()));
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
        return await(postAsync(path, json, headers));
    }

    /** Sends JSON; headers are names and values in turn. */
    public CompletableFuture<HttpResponse<String>> postAsync(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Whatever request; {@code body} is null when there is none. */
    HttpResponse<String> send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return await(send(request));
    }

    /** As a browser sends a form. */
    HttpResponse<String> submit(URI page, String form) {
        return await(send(HttpRequest.newBuilder(page)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))));
    }

    HttpResponse<String> open(URI page) {
        return await(send(HttpRequest.newBuilder(page).timeout(PATIENCE).GET()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> await(CompletableFuture<HttpResponse<String>> response) {
        try {
            return response.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw new UncheckedIOException(new IOException("No answer", e.getCause()));
        }
    }
}
