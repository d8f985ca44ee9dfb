package signup.ingress.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Authenticator;
import signup.ingress.auth.Client;
import signup.ingress.auth.Scheme;
import signup.ingress.dialect.Refusal;
import signup.ingress.digest.Sha256;
import signup.ingress.limit.Limit;
import signup.ingress.limit.Quota;
import signup.ingress.limit.RateLimits;

/**
 * Holds requests against their callers' limits, and tells callers in every answer where they stand ({@code RateLimit},
 * {@code RateLimit-Policy}). Who says who it is counts as itself, who does not as its address. Asked before a body is
 * read, and so before anything is published.
 */
public final class Throttle {

    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";
    private static final int REMEMBERED_CREDENTIALS = 10_000;

    private final RateLimits limits;
    private final ClientAddresses addresses;
    private final Authenticator authenticator;
    private final Cache<ByteBuffer, Boolean> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_CREDENTIALS)
            .expireAfterAccess(Duration.ofHours(24))
            .build();

    Throttle(RateLimits limits, ClientAddresses addresses, Authenticator authenticator) {
        this.limits = limits;
        this.addresses = addresses;
        this.authenticator = authenticator;
    }

    /**
     * Who sent the request. Wrong credentials count against its address; from one that has sent too many, credentials are
     * not looked at but those that were good before, which are no guess, and the result is a {@link RefusedException}.
     * Credentials that are being checked at the same time may exceed the limit by their number.
     */
    public Mono<Authentication> authenticate(Scheme scheme, ServerRequest request) {
        String credentials = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
        if (credentials == null || scheme == Scheme.NONE) {
            return authenticator.authenticate(scheme, null);
        }
        String address = addresses.groupOf(request);
        Optional<Quota> quota = limits.look(Limit.FAILED_LOGINS, address);
        if (quota.isEmpty()) {
            return authenticator.authenticate(scheme, credentials);
        }
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(credentials));
        boolean known = good.getIfPresent(digest) != null;
        if (!known && !quota.get().granted()) {
            return Mono.error(new RefusedException(refusal(Limit.FAILED_LOGINS, request)
                    .orElseGet(() -> new Refusal.Throttled(quota.get().retryAfter()))));
        }
        return authenticator.authenticate(scheme, credentials).doOnNext(authentication -> {
            if (authentication instanceof Authentication.Refused) {
                limits.take(Limit.FAILED_LOGINS, address);
            } else if (!known && authentication instanceof Authentication.Authenticated) {
                good.put(digest, true);
            }
        });
    }

    /** Counts a request of an authenticated client as its own, of an anonymous one against its address. */
    public Optional<Refusal.Throttled> refusal(Authentication authentication, Limit anonymous, ServerRequest request) {
        if (authentication instanceof Authentication.Refused) {
            // Counted as such.
            return Optional.empty();
        }
        Optional<String> client = authentication.caller().map(Client::id);
        return client.isPresent()
                ? limits.take(Limit.CLIENTS, client.get()).flatMap(quota -> tell(request, quota))
                : refusal(anonymous, request);
    }

    /** Counts a request against its address. */
    public Optional<Refusal.Throttled> refusal(Limit limit, ServerRequest request) {
        return limits.take(limit, addresses.groupOf(request)).flatMap(quota -> tell(request, quota));
    }

    /** Counts every request to the routes that it filters against its address; refuses in the path's dialect. */
    public HandlerFilterFunction<ServerResponse, ServerResponse> ofAddresses(Limit limit) {
        return ofAddresses(limit, (request, throttled) -> Mono.error(new RefusedException(throttled)));
    }

    /** Counts every request to the routes that it filters against its address, and has refusals answered so. */
    public HandlerFilterFunction<ServerResponse, ServerResponse> ofAddresses(
            Limit limit, BiFunction<ServerRequest, Refusal.Throttled, Mono<ServerResponse>> refused) {
        return (request, next) -> refusal(limit, request)
                .map(throttled -> refused.apply(request, throttled))
                .orElseGet(() -> next.handle(request));
    }

    /**
     * Counts every request to the routes that it filters, which need no credentials: with good ones as that client's,
     * with wrong ones or none against its address.
     */
    public HandlerFilterFunction<ServerResponse, ServerResponse> ofCallers(Limit limit) {
        return (request, next) -> authenticate(Scheme.ANY, request)
                .flatMap(authentication -> (authentication instanceof Authentication.Refused
                                ? refusal(limit, request)
                                : refusal(authentication, limit, request))
                        .<Mono<ServerResponse>>map(throttled -> Mono.error(new RefusedException(throttled)))
                        .orElseGet(() -> next.handle(request)));
    }

    private static Optional<Refusal.Throttled> tell(ServerRequest request, Quota quota) {
        HttpHeaders answer = request.exchange().getResponse().getHeaders();
        answer.set(POLICY, quota.policy());
        answer.set(STATE, quota.state());
        return quota.granted() ? Optional.empty() : Optional.of(new Refusal.Throttled(quota.retryAfter()));
    }
}
