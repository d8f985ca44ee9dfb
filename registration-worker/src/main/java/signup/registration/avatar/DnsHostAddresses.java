package signup.registration.avatar;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Asks the system's name servers (and its file of hosts), without a thread that waits: the platform's own resolver would
 * hold one for as long as a name server of the URL's owner likes. Names are taken as they are, never completed by the
 * system's search domains.
 */
final class DnsHostAddresses implements HostAddresses, AutoCloseable {

    private static final Duration QUERY = Duration.ofSeconds(2);
    private static final int MOST_QUERIES = 8;
    private static final int LONGEST_KEPT_SECONDS = 60;

    private final DnsNameResolver resolver;

    DnsHostAddresses(EventLoop loop) {
        this(loop, DnsServerAddressStreamProviders.platformDefault());
    }

    /** With name servers of one's own. */
    DnsHostAddresses(EventLoop loop, DnsServerAddressStreamProvider nameServers) {
        resolver = new DnsNameResolverBuilder(loop)
                .nameServerProvider(nameServers)
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .searchDomains(List.of())
                .queryTimeoutMillis(QUERY.toMillis())
                .maxQueriesPerResolve(MOST_QUERIES)
                .ttl(0, LONGEST_KEPT_SECONDS)
                .build();
    }

    @Override
    public Mono<List<InetAddress>> of(String name) {
        return Mono.create(sink -> resolver.resolveAll(name).addListener(resolved -> {
            if (resolved.isSuccess()) {
                @SuppressWarnings("unchecked")
                List<InetAddress> addresses = (List<InetAddress>) resolved.getNow();
                sink.success(addresses);
            } else {
                sink.error(resolved.cause());
            }
        }));
    }

    @Override
    public void close() {
        resolver.close();
    }
}
