package signup.ingress.settings;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Connections, and what lies between clients and this service.
 *
 * @param trustedProxies addresses or networks (such as {@code 10.0.0.0/8}) of the proxies whose word counts for the
 *     client's address, by which callers are limited; default none
 * @param forwardingHeader the header in which they say it, and which they write themselves or append to: {@code
 *     x-forwarded-for} (the default) or {@code forwarded} (RFC 7239). The other one is not read
 * @param headTimeout how long the head of a request may take from its first byte on; then the connection is closed;
 *     default 10 s
 * @param bodyTimeout how long the body of a request may take after its head, and how long its client may leave a large
 *     answer unread; then the connection is closed; default 30 s, for a body of {@code signup.ingress.max-body} over a slow line
 * @param maxConnections how many connections may be open at once; further ones are closed; default 20,000
 * @param maxConnectionsPerAddress how many of them may be of one address (of IPv6, one network of 64 bits) that is no
 *     trusted proxy's; default 1,000
 */
public record HttpSettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded-for") ForwardingHeader forwardingHeader,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("1000") int maxConnectionsPerAddress) {

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
        if (headTimeout.toMillis() < 1 || bodyTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("signup.http: head-timeout and body-timeout are at least 1 ms");
        }
        if (maxConnections < 1 || maxConnectionsPerAddress < 1) {
            throw new IllegalArgumentException(
                    "signup.http: max-connections and max-connections-per-address are at least 1");
        }
    }

    /** The headers by which proxies tell where a request comes from. */
    public enum ForwardingHeader {
        X_FORWARDED_FOR,
        FORWARDED
    }
}
