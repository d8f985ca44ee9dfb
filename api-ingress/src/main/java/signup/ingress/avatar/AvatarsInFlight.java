package signup.ingress.avatar;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.RefusedException;

/** Bounds the avatars that are on their way: each is in memory until its client has read it. Beyond it the answer is 503. */
final class AvatarsInFlight implements WebFilter {

    private final String prefix;
    private final int most;
    private final Duration retryAfter;
    private final AtomicInteger sending = new AtomicInteger();

    AvatarsInFlight(String prefix, int most, Duration retryAfter) {
        this.prefix = prefix;
        this.most = most;
        this.retryAfter = retryAfter;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getPath().value().startsWith(prefix)
                ? Mono.defer(() -> bounded(exchange, chain))
                : chain.filter(exchange);
    }

    private Mono<Void> bounded(ServerWebExchange exchange, WebFilterChain chain) {
        if (sending.incrementAndGet() > most) {
            sending.decrementAndGet();
            return Mono.error(new RefusedException(new Refusal.Unavailable(retryAfter, Optional.empty())));
        }
        return chain.filter(exchange).doFinally(end -> sending.decrementAndGet());
    }
}
