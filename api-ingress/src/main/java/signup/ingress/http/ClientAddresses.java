package signup.ingress.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import signup.ingress.settings.HttpSettings;

/**
 * Tells from which address a request comes. Only what a trusted proxy says counts: the forwarding header is read from its
 * end, each trusted proxy vouching for the address before it, and the first address that is no trusted proxy's is the
 * client's. Of the two headers that proxies write, only the one that is set is read: the other passes through a proxy as
 * the client wrote it.
 */
public final class ClientAddresses {

    private static final Logger log = LoggerFactory.getLogger(ClientAddresses.class);
    private static final int PORT = 0;

    private final List<IpSubnetFilterRule> trusted;
    private final ForwardedHops hops;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @throws IllegalArgumentException when a trusted proxy is neither an address nor a network such as {@code 10.0.0.0/8} */
    public ClientAddresses(HttpSettings settings) {
        this.trusted =
                settings.trustedProxies().stream().map(ClientAddresses::network).toList();
        this.hops = ForwardedHops.in(settings.forwardingHeader());
    }

    /** The client's address in text; empty when the connection has none. */
    public String of(ServerRequest request) {
        return find(request.exchange().getRequest())
                .map(NetUtil::toAddressString)
                .orElse("");
    }

    private Optional<InetAddress> find(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(peer -> {
                    List<String> forwarded = request.getHeaders().getOrEmpty(hops.header());
                    if (isTrusted(peer)) {
                        return behind(peer, hops.of(forwarded));
                    }
                    if (!forwarded.isEmpty() && !warned.getAndSet(true)) {
                        log.warn(
                                "{} comes from a peer that is no trusted proxy. If it is a proxy of yours, set"
                                        + " signup.http.trusted-proxies: all its clients count as one address. (Told once.)",
                                hops.header());
                    }
                    return peer;
                });
    }

    /**
     * What the client is counted by: its address, of IPv6 the network of 64 bits, whose addresses one subscriber can use
     * as it likes.
     */
    public String groupOf(ServerRequest request) {
        return groupOf(request.exchange().getRequest());
    }

    /** The same, before a request has been routed. */
    public String groupOf(ServerHttpRequest request) {
        return find(request).map(ClientAddresses::groupOf).orElse("");
    }

    /** The same of an address. */
    public static String groupOf(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return NetUtil.toAddressString(address);
        }
        byte[] network = new byte[Long.BYTES * 2];
        System.arraycopy(address.getAddress(), 0, network, 0, Long.BYTES);
        return NetUtil.bytesToIpAddress(network) + "/64";
    }

    /** @param hops the addresses in the forwarding header, the nearest last; null where one cannot be told */
    private InetAddress behind(InetAddress peer, List<@Nullable InetAddress> hops) {
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            @Nullable InetAddress before = hops.get(i);
            if (before == null) {
                break;
            }
            client = before;
        }
        return client;
    }

    /** Whether that address is a trusted proxy's. */
    public boolean isTrusted(InetAddress address) {
        InetSocketAddress hop = new InetSocketAddress(address, PORT);
        return trusted.stream().anyMatch(network -> network.matches(hop));
    }

    /** Null when the text is none. An IPv4 address in IPv6's clothes is one of IPv4. */
    static @Nullable InetAddress address(String text) {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of " + bytes.length + " bytes", e);
        }
    }

    private static IpSubnetFilterRule network(String text) {
        String[] parts = text.strip().split("/");
        @Nullable InetAddress address = address(parts[0]);
        if (address == null || parts.length > 2) {
            throw new IllegalArgumentException("signup.http.trusted-proxies: not an address or a network: " + text);
        }
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : address.getAddress().length * Byte.SIZE;
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
