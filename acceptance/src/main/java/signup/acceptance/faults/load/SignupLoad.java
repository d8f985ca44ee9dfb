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
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final URI api;
    private final RandomGenerator random;
    private final String token = "Bearer " + Token.issue(Token.Role.ADMIN, Instant.now(), UUID.randomUUID());
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, SignupLoad::daemon);
    private final Map<Object, Long> open = new ConcurrentHashMap<>();
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final List<String> names = new ArrayList<>();
    private final Phaser underWay = new Phaser(1);
    private @Nullable ScheduledFuture<?> beat;
    private int next;

    public SignupLoad(URI api, RandomGenerator random) {
        this.api = api;
        this.random = random;
    }

    /** Begins, with so many new clients a second. */
    public void start(int perSecond) {
        beat = clock.scheduleAtFixedRate(this::begin, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
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
        if (beat != null) {
            beat.cancel(false);
        }
    }

    /** Returns when those under way have their answers or have given up. */
    public void awaitAll() {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), 2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Clients neither got answers nor gave up", e);
        }
    }

    /** Every attempt that has ended. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void begin() {
        Intent intent = Intent.next(next++, random, names);
        send(intent, 1);
        if (intent.kind() == Kind.TWICE_AT_ONCE) {
            send(intent, 1);
        }
    }

    private void send(Intent intent, int tries) {
        underWay.register();
        attempt(intent, intent.body()).whenComplete((attempt, never) -> {
            if (intent.kind().isKeyed()) {
                goOn(intent, attempt, tries);
            }
            underWay.arriveAndDeregister();
        });
    }

    private void goOn(Intent intent, Attempt attempt, int tries) {
        if (attempt.meaning() == Attempt.Meaning.UNKNOWN) {
            if (tries < MOST_TRIES) {
                later(() -> send(intent, tries + 1), pause(tries));
            }
        } else if (intent.kind() == Kind.AGAIN) {
            later(() -> attempt(intent, intent.body()), FIRST_PAUSE_MILLIS);
        } else if (intent.kind() == Kind.OTHER_BODY) {
            later(() -> attempt(intent, intent.otherBody()), FIRST_PAUSE_MILLIS);
        }
    }

    private void later(Runnable action, long millis) {
        underWay.register();
        clock.schedule(
                () -> {
                    action.run();
                    underWay.arriveAndDeregister();
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Attempt> attempt(Intent intent, String body) {
        underWay.register();
        long sent = System.currentTimeMillis();
        Object request = new Object();
        open.put(request, sent);
        return http.sendAsync(request(intent, body), BodyHandlers.ofString())
                .handle((response, failure) -> ended(intent, body, sent, failure == null ? response : null))
                .whenComplete((attempt, never) -> {
                    attempts.add(attempt);
                    open.remove(request);
                    underWay.arriveAndDeregister();
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

    private static long pause(int tries) {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 10));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "clients");
        thread.setDaemon(true);
        return thread;
    }
}
