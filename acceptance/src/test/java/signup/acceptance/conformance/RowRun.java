package signup.acceptance.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import signup.acceptance.Answer;
import signup.acceptance.conformance.Row.Effect;
import signup.acceptance.conformance.Row.Exchange;
import signup.acceptance.conformance.Row.Expected;

/** One row, run: its requests sent one after the other, their answers compared, their effects still to be looked for. */
final class RowRun {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int UNAVAILABLE = 503;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** What an exchange is to have done. */
    record Claim(@Nullable UUID signupId, List<Effect> effects) {}

    private final Row row;
    private final Values values;
    private final List<Claim> claims = new ArrayList<>();
    private @Nullable Throwable failure;

    private RowRun(Row row, Values values) {
        this.row = row;
        this.values = values;
    }

    static RowRun of(Row row, Deployments deployments, Values values) {
        RowRun run = new RowRun(row, values);
        try {
            for (Exchange exchange : row.exchanges()) {
                run.exchange(exchange, deployments.of(exchange.deployment()));
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            run.failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.failure = e;
        }
        return run;
    }

    Row row() {
        return row;
    }

    List<UUID> signupIds() {
        return claims.stream()
                .flatMap(claim -> Optional.ofNullable(claim.signupId()).stream())
                .toList();
    }

    /** Fails when an answer was not the expected one, or an effect is not there, or another one is. */
    void judge(Evidence evidence) {
        if (failure != null) {
            throw failure instanceof AssertionError said
                    ? said
                    : new AssertionError("The row could not be run: " + failure, failure);
        }
        for (Claim claim : claims) {
            if (!claim.effects().isEmpty()) {
                evidence.confirm(claim, values);
            }
        }
        if (signupIds().isEmpty()) {
            evidence.confirmNobody(values.persons());
        }
    }

    private void exchange(Exchange exchange, URI root) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(values.text(exchange.path())))
                .timeout(PATIENCE)
                .method(
                        exchange.method(),
                        exchange.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(values.bytes(exchange.body())));
        exchange.headers().forEach((name, value) -> request.header(name, values.text(value)));
        HttpResponse<String> response =
                answer(request.build(), exchange.expected().status());
        compare(exchange, response);
        claims.add(new Claim(
                response.headers().firstValue("Signup-Id").map(UUID::fromString).orElse(null),
                exchange.expected().effects()));
    }

    /** A question that is answered with "not now" is asked again, as a client would: the machine may be busy. */
    private static HttpResponse<String> answer(HttpRequest request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        return response.statusCode() == UNAVAILABLE
                        && expected != UNAVAILABLE
                        && request.method().equals("GET")
                ? Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> HTTP.send(request, BodyHandlers.ofString()),
                                again -> again.statusCode() != UNAVAILABLE)
                : response;
    }

    private void compare(Exchange exchange, HttpResponse<String> response) {
        Expected expected = exchange.expected();
        String context = exchange.method() + " " + exchange.path() + " "
                + (exchange.body() == null ? "" : abbreviated(values.text(exchange.body())));
        if (response.statusCode() != expected.status()) {
            throw new AssertionError("Expected " + expected.status() + ", answered " + response.statusCode() + " "
                    + response.body() + "\n  to " + context);
        }
        expected.headers()
                .forEach((name, value) -> header(name, value, response.headers().allValues(name), context));
        if (expected.body() != null) {
            bind(expected.body(), response.body(), context);
        }
    }

    private void header(String name, @Nullable String expected, List<String> answered, String context) {
        if (expected != null && !answered.isEmpty()) {
            bind(expected, String.join(", ", answered), name + " to " + context);
        } else if (expected != null || !answered.isEmpty()) {
            throw new AssertionError("Header " + name + ": expected " + (expected == null ? "none" : expected)
                    + ", answered " + (answered.isEmpty() ? "none" : answered) + "\n  to " + context);
        }
    }

    private void bind(String template, String answered, String context) {
        try {
            for (Map.Entry<String, String> hole :
                    Answer.match(values.text(template), answered).entrySet()) {
                values.put(hole.getKey(), hole.getValue());
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n  to " + context, e);
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 1_000 ? text : text.substring(0, 1_000) + "… (" + text.length() + " characters)";
    }
}
