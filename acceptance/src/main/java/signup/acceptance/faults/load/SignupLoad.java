package signup.acceptance.faults.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import signup.local.Token;
import signup.local.process.Probe;

/**
 * Clients that sign up at a steady rate, whatever is answered, and remember every answer. One without an idempotency key
 * asks once; one with a key asks until it knows, and then asks again on purpose.
 */
public final class SignupLoad implements AutoCloseable {

    /** Known clients give up then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long STEADY_MILLIS = 1_500;
    private static final int MOST_TRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final URI api;
    private final RandomGenerator random;
    private final String token = "Bearer " + Token.issue(Token.Role.ADMIN, Instant.now(), UUID.randomUUID());
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Errands errands = new Errands("clients");
    private final Map<Object, Long> open = new ConcurrentHashMap<>();
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final List<String> names = new ArrayList<>();
    private int next;

    public SignupLoad(URI api, RandomGenerator random) {
        this.api = api;
        this.random = random;
    }

    /** Begins, with so many new clients a second. */
    public void start(int perSecond) {
        errands.repeat(this::begin, Duration.ofSeconds(1).dividedBy(perSecond));
    }

    /** Waits until clients have had decisions in time for a while, at most so long. */
    public void awaitSteady(Duration longest) {
        try {
            Probe.until(this::isSteady, longest);
        } catch (IllegalStateException notInTime) {
            // Then it goes on as it is; what became of it, the accounts tell.
        }
    }

    private boolean isSteady() {
        long since = System.currentTimeMillis() - STEADY_MILLIS;
        List<Attempt> lately = attempts.stream()
                .filter(attempt -> attempt.answeredMillis() > since)
                .toList();
        return !lately.isEmpty()
                && lately.stream().allMatch(Attempt::isInTime)
                && open.values().stream().allMatch(sent -> sent > since);
    }

    /** No new clients any more; those under way go on. */
    public void stop() {
        errands.stop();
    }

    /** Returns when those under way have their answers or have given up. */
    public void awaitAll() {
        errands.awaitAll();
    }

    /** Every attempt that has ended. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** What the clients themselves failed at; empty when they did all that they were to do. */
    public List<String> failures() {
        return errands.failures();
    }

    @Override
    public void close() {
        errands.close();
    }

    private void begin() {
        Intent intent = Intent.next(next++, random, names);
        send(intent, 1);
        if (intent.kind() == Kind.TWICE_AT_ONCE) {
            send(intent, 1);
        }
    }

    private void send(Intent intent, int tries) {
        errands.begin();
        attempt(intent, intent.body()).whenComplete((attempt, never) -> {
            if (intent.kind().isKeyed()) {
                goOn(intent, attempt, tries);
            }
            errands.end();
        });
    }

    private void goOn(Intent intent, Attempt attempt, int tries) {
        if (attempt.meaning() == Attempt.Meaning.UNKNOWN) {
            if (tries < MOST_TRIES) {
                errands.later(() -> send(intent, tries + 1), pause(tries));
            }
        } else if (intent.kind() == Kind.AGAIN) {
            errands.later(() -> attempt(intent, intent.body()), FIRST_PAUSE);
        } else if (intent.kind() == Kind.OTHER_BODY) {
            errands.later(() -> attempt(intent, intent.otherBody()), FIRST_PAUSE);
        }
    }

    private CompletableFuture<Attempt> attempt(Intent intent, String body) {
        errands.begin();
        long sent = System.currentTimeMillis();
        Object request = new Object();
        open.put(request, sent);
        return http.sendAsync(request(intent, body), BodyHandlers.ofString())
                .handle((response, failure) -> ended(intent, body, sent, failure == null ? response : null))
                .whenComplete((attempt, never) -> {
                    attempts.add(attempt);
                    open.remove(request);
                    errands.end();
                });
    }

    private HttpRequest request(Intent intent, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(intent.path()))
                .timeout(PATIENCE)
                .header("Authorization", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (intent.key() != null) {
            request.header("Idempotency-Key", intent.key());
        }
        if (!intent.patient()) {
            request.header("Prefer", "respond-async");
        }
        return request.build();
    }

    private static Attempt ended(Intent intent, String body, long sent, @Nullable HttpResponse<String> response) {
        return new Attempt(
                intent.number(),
                intent.key(),
                body,
                intent.patient(),
                sent,
                System.currentTimeMillis(),
                response == null ? 0 : response.statusCode(),
                response == null
                        ? null
                        : response.headers()
                                .firstValue("Signup-Id")
                                .map(UUID::fromString)
                                .orElse(null),
                response == null ? "" : response.body());
    }

    private static Duration pause(int tries) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
