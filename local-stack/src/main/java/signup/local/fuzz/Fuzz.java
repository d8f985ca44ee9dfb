package signup.local.fuzz;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends odd requests to an ingress of the profile {@code local}, and looks at what comes back: an answer in time, or the end of
 * the connection where the request has no clear end; no status of 500 or more; nothing of the program's inside. Request
 * number n of a seed is the same each time, except for captchas, proofs and tokens.
 */
public final class Fuzz {

    private static final int CONNECTIONS = 16;
    private static final int PROGRESS_EVERY = 5_000;
    private static final int MOST_FINDINGS = 50;
    private static final int UNAVAILABLE = 503;

    /** What is longer, the server may refuse before it has read it, and close: then the answer may be lost on its way. */
    private static final int SURELY_READ = 8 * 1024;

    /** A signup that is not decided in time is answered after five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long an answer is waited for that need not come. */
    private static final Duration SHORT = Duration.ofMillis(150);

    private static final Pattern INSIDE = Pattern.compile("Exception|Caused by|\\tat |\\bat [a-z]+\\.[a-z.]+[A-Z]"
            + "|java\\.(?:lang|util|io|net)|jakarta\\.|io\\.netty|reactor\\.|springframework|jackson\\.|fasterxml"
            + "|org\\.apache|org\\.postgresql|signup\\.ingress|signup\\.schemas");

    private final int port;
    private final boolean whole;
    private final long seed;
    private final Samples samples;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final ConcurrentSkipListMap<Integer, Long> statuses = new ConcurrentSkipListMap<>();
    private final List<Finding> findings = new CopyOnWriteArrayList<>();

    private Fuzz(int port, boolean whole, long seed) {
        this.port = port;
        this.whole = whole;
        this.seed = seed;
        this.samples = new Samples(new Tickets(port));
    }

    /**
     * Sends that many requests; then a valid one in each dialect, which must be taken.
     *
     * @param port of the ingress, on loopback
     * @param whole whether all that the ingress needs is behind it: where it is not, 503 is no fault
     * @param progress hears a line now and then
     */
    public static FuzzResult run(int port, boolean whole, long seed, long count, Consumer<String> progress) {
        Fuzz fuzz = new Fuzz(port, whole, seed);
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(connections.submit(() -> fuzz.sendUntil(count, progress)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The fuzz itself failed", e.getCause());
        } finally {
            connections.shutdownNow();
        }
        fuzz.requireSound(count);
        return new FuzzResult(
                seed, count, fuzz.statuses, fuzz.closed.get(), Duration.ofNanos(fuzz.slowest.get()), fuzz.findings);
    }

    private void sendUntil(long count, Consumer<String> progress) {
        @Nullable Wire wire = null;
        long before = -1;
        for (long number = next.getAndIncrement();
                number < count && findings.size() < MOST_FINDINGS;
                number = next.getAndIncrement()) {
            if (number > 0 && number % PROGRESS_EVERY == 0) {
                progress.accept(String.format("%,d of %,d, %d findings", number, count, findings.size()));
            }
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
            String name = "fuzz-" + Long.toString(seed, Character.MAX_RADIX) + "-" + number;
            wire = send(number, Mutations.of(samples.one(name, random), random), wire, before);
            before = number;
        }
        close(wire);
    }

    /** Sends it, judges what comes back, and says on which connection to go on. */
    private @Nullable Wire send(long number, OddRequest request, @Nullable Wire kept, long before) {
        @Nullable Wire wire = kept;
        try {
            wire = wire == null ? Wire.open(port) : wire;
            long start = System.nanoTime();
            Optional<Wire.Answer> answer = exchange(request, wire);
            if (answer.isEmpty() && kept != null) {
                // The server may have closed it meanwhile.
                wire.close();
                wire = Wire.open(port);
                start = System.nanoTime();
                answer = exchange(request, wire);
            }
            judge(number, request, answer, System.nanoTime() - start);
            if (request.isOwedAnAnswer() && answer.isPresent() && !answer.get().endsConnection()) {
                return wire;
            }
        } catch (SocketTimeoutException hang) {
            find(
                    number,
                    request,
                    "no answer within " + PATIENCE + (kept == null ? "" : " on the connection of request " + before));
        } catch (IOException e) {
            broken(number, request, e);
        }
        close(wire);
        return null;
    }

    private void broken(long number, OddRequest request, IOException failure) {
        if (request.isOwedAnAnswer() && request.bytes().length < SURELY_READ) {
            find(number, request, "broken: " + failure.getMessage());
        } else {
            closed.incrementAndGet();
        }
    }

    private static Optional<Wire.Answer> exchange(OddRequest request, Wire wire) throws IOException {
        try {
            wire.send(request.bytes());
        } catch (IOException closedMeanwhile) {
            // What it said before that can still be read.
        }
        if (!request.isOwedAnAnswer() && !wire.saysSomethingWithin(SHORT)) {
            wire.endSending();
        }
        return wire.answer(PATIENCE, request.toHead());
    }

    private void judge(long number, OddRequest request, Optional<Wire.Answer> answer, long nanos) {
        if (answer.isEmpty()) {
            closed.incrementAndGet();
            if (request.isOwedAnAnswer() && request.bytes().length < SURELY_READ) {
                find(number, request, "closed without an answer");
            }
            return;
        }
        Wire.Answer one = answer.get();
        statuses.merge(one.status(), 1L, Long::sum);
        slowest.accumulateAndGet(nanos, Math::max);
        if (one.status() >= 500 && (whole || one.status() != UNAVAILABLE)) {
            find(number, request, "answered " + one);
        }
        Matcher inside = INSIDE.matcher(one.headers() + one.text());
        if (one.status() >= 400 && inside.find()) {
            find(number, request, "tells of its inside (" + inside.group() + "): " + one);
        }
    }

    private void requireSound(long count) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Draft draft : new Samples(new Tickets(port)).signups("sound-" + seed + "-" + count, random)) {
            OddRequest request = draft.finished();
            try (Wire wire = Wire.open(port)) {
                Optional<Wire.Answer> answer = wire.send(request.bytes()).answer(PATIENCE, false);
                if (answer.isEmpty()
                        || answer.get().status() > 202 && (whole || answer.get().status() != UNAVAILABLE)) {
                    find(count, request, "a valid request is no longer taken: " + answer);
                }
            } catch (IOException e) {
                find(count, request, "a valid request is no longer taken: " + e.getMessage());
            }
        }
    }

    private void find(long number, OddRequest request, String what) {
        findings.add(new Finding(number, what, request.bytes()));
    }

    private static void close(@Nullable Wire wire) {
        if (wire != null) {
            try {
                wire.close();
            } catch (IOException e) {
                // It is closed anyway.
            }
        }
    }
}
