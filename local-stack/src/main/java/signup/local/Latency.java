package signup.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./signup latency}: signs users up on the running stack, one at a time, and tells how long they waited for their 201. */
@CommandLine.Command(
        name = "latency",
        description = "Sign users up on the running stack, one at a time, and tell how long that takes.",
        mixinStandardHelpOptions = true)
final class Latency implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CREATED = 201;
    private static final int FAILED = 1;

    @CommandLine.Option(names = "--signups", description = "how many (default: ${DEFAULT-VALUE})")
    private int signups = 200;

    @Override
    public Integer call() throws InterruptedException {
        return run(System.getenv(Ports.VARIABLE), System.out);
    }

    int run(@Nullable String offset, PrintStream output) throws InterruptedException {
        URI address;
        try {
            address = URI.create("http://127.0.0.1:" + Ports.parse(offset).api() + "/api/v2/sso/signup/");
        } catch (IllegalArgumentException e) {
            output.println(e.getMessage());
            return FAILED;
        }
        String token = Token.issue(Token.Role.ADMIN, Instant.now(), UUID.randomUUID());
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long[] nanos = new long[Math.max(1, signups)];
        try {
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = timed(client, address, token);
            }
        } catch (UnexpectedAnswer e) {
            output.println(address + " answered " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            output.println("The stack does not answer at " + address + ": is ./signup up running? (" + e + ")");
            return FAILED;
        }
        output.println(summary(nanos));
        return 0;
    }

    private static long timed(HttpClient client, URI address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"" + UUID.randomUUID() + "\"}"))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        long taken = System.nanoTime() - begun;
        if (answer.statusCode() != CREATED) {
            throw new UnexpectedAnswer(answer);
        }
        return taken;
    }

    /** Somebody answers, and not with a user: the answer itself says best why. */
    private static final class UnexpectedAnswer extends IOException {

        UnexpectedAnswer(HttpResponse<String> answer) {
            super("with status " + answer.statusCode() + " instead of " + CREATED + ": " + answer.body());
        }
    }

    /** The first by itself: it finds whatever is still cold. */
    static String summary(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%d signups, one at a time: first %.1f ms, median %.1f ms, p95 %.1f ms, slowest %.1f ms",
                nanos.length,
                nanos[0] / 1e6,
                rank(sorted, 0.5) / 1e6,
                rank(sorted, 0.95) / 1e6,
                rank(sorted, 1) / 1e6);
    }

    /** By nearest rank. */
    private static long rank(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
}
