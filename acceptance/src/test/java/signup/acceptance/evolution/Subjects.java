package signup.acceptance.evolution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.json.JsonMapper;

/** What an operator does at the registry. */
final class Subjects {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String registry;

    Subjects(String registry) {
        this.registry = registry;
    }

    /** Has the registry refuse what a reader or writer of any earlier version could not live with. */
    void demandFullTransitiveCompatibility(String subject) {
        send(HttpRequest.newBuilder(URI.create(registry + "/config/" + subject))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}")));
    }

    int versions(String subject) {
        return new JsonMapper()
                .readTree(send(HttpRequest.newBuilder(URI.create(registry + "/subjects/" + subject + "/versions"))))
                .size();
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The registry answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
