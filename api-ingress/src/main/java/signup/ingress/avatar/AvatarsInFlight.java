package signup.ingress.avatar;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.ClientAddresses;
import signup.ingress.http.RefusedException;

/**
 * Bounds the avatars that are on their way: each is in memory until its client has read it. Beyond it the answer is 503. One
 * address has a share of them, so that slow readers of one leave the others theirs; beyond it the answer is 429.
 */
final class AvatarsInFlight implements WebFilter {

    private final String prefix;
    private final int most;
    private final int share;
    private final ClientAddresses addresses;
    private final Duration retryAfter;
    private final AtomicInteger sending = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * @param most how many in all
     * @param share how many of them to one address
     */
    AvatarsInFlight(String prefix, int most, int share, ClientAddresses addresses, Duration retryAfter) {
        this.prefix = prefix;
        this.most = most;
        this.share = share;
        this.addresses = addresses;
        this.retryAfter = retryAfter;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getPath().value().startsWith(prefix)
                ? Mono.defer(() -> bounded(exchange, chain))
                : chain.filter(exchange);
    }

    private Mono<Void> bounded(ServerWebExchange exchange, WebFilterChain chain) {
        String address = addresses.groupOf(exchange.getRequest());
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        int ofAll = sending.incrementAndGet();
        if (ofAddress > share || ofAll > most) {
            end(address);
            return Mono.error(new RefusedException(
                    ofAddress > share
                            ? new Refusal.Throttled(retryAfter)
                            : new Refusal.Unavailable(retryAfter, Optional.empty())));
        }
        return chain.filter(exchange).doFinally(end -> end(address));
    }

    private void end(String address) {
        sending.decrementAndGet();
        byAddress.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
    }
}
