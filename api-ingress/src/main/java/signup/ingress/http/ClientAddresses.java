package signup.ingress.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Tells from which address a request comes. Only what a trusted proxy says counts: {@code X-Forwarded-For} is read from
 * its end, each trusted proxy vouching for the address before it, and the first address that is no trusted proxy's is
 * the client's.
 */
public final class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int PORT = 0;

    private final List<IpSubnetFilterRule> trusted;

    /**
     * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException when one is neither
     */
    public ClientAddresses(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(ClientAddresses::network).toList();
    }

    /** The client's address in text; empty when the connection has none. */
    public String of(ServerRequest request) {
        return request.remoteAddress()
                .map(InetSocketAddress::getAddress)
                .map(peer -> of(peer, request.headers().header(FORWARDED_FOR)))
                .orElse("");
    }

    String of(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = peer;
        String[] hops = String.join(",", forwardedFor).split(",");
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            @Nullable InetAddress before = NetUtil.createInetAddressFromIpAddressString(hops[i].strip());
            if (before == null) {
                break;
            }
            client = before;
        }
        return NetUtil.toAddressString(client);
    }

    private boolean isTrusted(InetAddress address) {
        InetSocketAddress hop = new InetSocketAddress(address, PORT);
        return trusted.stream().anyMatch(network -> network.matches(hop));
    }

    private static IpSubnetFilterRule network(String text) {
        String[] parts = text.strip().split("/");
        @Nullable InetAddress address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
        if (address == null || parts.length > 2) {
            throw new IllegalArgumentException("signup.http.trusted-proxies: not an address or a network: " + text);
        }
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : address.getAddress().length * Byte.SIZE;
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
