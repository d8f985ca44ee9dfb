package signup.ingress.auth;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

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
    private static final int LARGEST = 256 * 1024;

    private record Known(JWKSet keys, Instant fetched) {

        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(fetched.plus(age));
        }

        boolean has(@Nullable String keyId) {
            return keyId == null || keys.getKeyByKeyId(keyId) != null;
        }
    }

    /** One try to fetch the keys; all who need them then wait for the same. */
    private record Fetch(Instant begun, Mono<Known> keys) {}

    private final WebClient http;
    private final URI uri;
    private final Clock clock;
    private final AtomicReference<@Nullable Fetch> last = new AtomicReference<>();
    private volatile @Nullable Known known;

    PublishedKeys(URI uri, Clock clock) {
        this.http = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                .build();
        this.uri = uri;
        this.clock = clock;
    }

    /** The keys among which the one of that id should be; fails when they cannot be had. */
    Mono<JWKSet> forKey(@Nullable String keyId) {
        Instant now = clock.instant();
        Known here = known;
        if (here != null && here.isYoungerThan(FRESH, now) && here.has(keyId)) {
            return Mono.just(here.keys());
        }
        return lately(now)
                .onErrorResume(e -> here != null && here.isYoungerThan(USABLE, now) && here.has(keyId)
                        ? Mono.just(here)
                        : Mono.error(e))
                .map(Known::keys);
    }

    /** What the last try gives, when it is not long ago; else what another one does. */
    private Mono<Known> lately(Instant now) {
        Fetch before = last.get();
        if (before != null && now.isBefore(before.begun().plus(PAUSE))) {
            return before.keys();
        }
        Fetch mine = new Fetch(now, fetch(now).cache());
        return last.compareAndSet(before, mine) ? mine.keys() : lately(now);
    }

    private Mono<Known> fetch(Instant now) {
        return http.get()
                .uri(uri)
                .retrieve()
                .bodyToMono(String.class)
                .timeout(PATIENCE)
                .flatMap(PublishedKeys::parsed)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("The JWK set is empty")))
                .map(keys -> new Known(keys, now))
                .doOnNext(fetched -> known = fetched);
    }

    private static Mono<JWKSet> parsed(String text) {
        try {
            return Mono.just(JWKSet.parse(text));
        } catch (ParseException e) {
            return Mono.error(new IllegalStateException("This is no JWK set"));
        }
    }
}
