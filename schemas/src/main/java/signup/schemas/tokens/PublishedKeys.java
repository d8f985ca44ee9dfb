package signup.schemas.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a JWK set publishes (RFC 7517), fetched when they are first needed, when they have become old, and when a
 * token names a key that is not among them; but not more often than every {@link #PAUSE}, whatever tokens name. While the set
 * cannot be fetched, the keys that are known serve for another while.
 */
final class PublishedKeys {

    static final Duration PAUSE = Duration.ofSeconds(10);
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration USABLE = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;

    private record Known(JWKSet keys, Instant fetched) {

        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(fetched.plus(age));
        }

        boolean has(@Nullable String keyId) {
            return keyId == null || keys.getKeyByKeyId(keyId) != null;
        }
    }

    /** One try to fetch the keys; all who need them then wait for the same. */
    private record Fetch(Instant begun, CompletableFuture<Known> keys) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest request;
    private final Clock clock;
    private final AtomicReference<@Nullable Fetch> last = new AtomicReference<>();
    private volatile @Nullable Known known;

    PublishedKeys(URI uri, Clock clock) {
        this.request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        this.clock = clock;
    }

    /** The keys among which the one of that id should be; fails with {@link KeysUnavailableException}. */
    CompletableFuture<JWKSet> forKey(@Nullable String keyId) {
        Instant now = clock.instant();
        Known here = known;
        if (here != null && here.isYoungerThan(FRESH, now) && here.has(keyId)) {
            return CompletableFuture.completedFuture(here.keys());
        }
        return lately(now).handle((fetched, failure) -> {
            if (failure == null) {
                return fetched.keys();
            }
            if (here != null && here.isYoungerThan(USABLE, now) && here.has(keyId)) {
                return here.keys();
            }
            throw new KeysUnavailableException(failure);
        });
    }

    /** What the last try gives, when it is not long ago; else what another one does. */
    private CompletableFuture<Known> lately(Instant now) {
        Fetch before = last.get();
        if (before != null && now.isBefore(before.begun().plus(PAUSE))) {
            return before.keys();
        }
        Fetch mine = new Fetch(now, new CompletableFuture<>());
        if (!last.compareAndSet(before, mine)) {
            return lately(now);
        }
        fetch(now).whenComplete((fetched, failure) -> {
            if (failure == null) {
                known = fetched;
                mine.keys().complete(fetched);
            } else {
                mine.keys().completeExceptionally(failure);
            }
        });
        return mine.keys();
    }

    private CompletableFuture<Known> fetch(Instant now) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(response -> new Known(parsed(response), now));
    }

    private static JWKSet parsed(HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            throw new IllegalStateException("Status " + response.statusCode() + " instead of a JWK set");
        }
        try {
            return JWKSet.parse(response.body());
        } catch (ParseException e) {
            throw new IllegalStateException("This is no JWK set");
        }
    }
}
