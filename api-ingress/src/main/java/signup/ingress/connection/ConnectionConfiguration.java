package signup.ingress.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelPipeline;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import signup.ingress.http.ClientAddresses;
import signup.ingress.settings.HttpSettings;
import signup.ingress.settings.IngressSettings;

/** Wires the bounds into the pipeline of each connection to the API; the management port has none. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ConnectionConfiguration.class);

    /** Jars, connections to Kafka and to the database, and whatever else. */
    private static final int OTHER_DESCRIPTORS = 400;

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> boundedConnections(
            IngressSettings settings, ClientAddresses addresses, MeterRegistry meters) {
        HttpSettings http = settings.http();
        ConnectionBounds bounds =
                new ConnectionBounds(withinDescriptors(http.maxConnections()), http.maxConnectionsPerAddress());
        Gauge.builder("signup.ingress.connections", bounds, ConnectionBounds::open)
                .description("Connections to the API that are open")
                .register(meters);
        Counter refused = dropped("bound", meters);
        Counter slow = dropped("slow", meters);
        return factory ->
                factory.addServerCustomizers(server -> server.doOnChannelInit((observer, channel, address) -> {
                    ChannelPipeline pipeline = channel.pipeline();
                    pipeline.addFirst("signup.admission", new Admission(bounds, addresses, refused));
                    pipeline.addAfter(
                            NettyPipeline.HttpCodec,
                            "signup.deadline",
                            new RequestDeadline(http.headTimeout(), http.bodyTimeout(), slow));
                }));
    }

    /** A server that runs out of file descriptors accepts nobody, and cannot even open a connection to Kafka. */
    private static int withinDescriptors(int connections) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return connections;
        }
        long room = Math.max(1, system.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS);
        if (room < connections) {
            log.warn(
                    "signup.http.max-connections={}, but this process may only open {} files: {} connections are taken",
                    connections,
                    system.getMaxFileDescriptorCount(),
                    room);
        }
        return (int) Math.min(connections, room);
    }

    private static Counter dropped(String reason, MeterRegistry meters) {
        return Counter.builder("signup.ingress.connections.dropped")
                .description("Connections that were closed because they were one too many, or too slow")
                .tag("reason", reason)
                .register(meters);
    }
}
