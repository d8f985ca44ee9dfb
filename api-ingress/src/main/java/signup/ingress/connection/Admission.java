package signup.ingress.connection;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import signup.ingress.http.ClientAddresses;

/** Closes a connection at once when it is one too many. Nothing of it is read. */
final class Admission extends ChannelInboundHandlerAdapter {

    private final ConnectionBounds bounds;
    private final ClientAddresses addresses;
    private final Counter refused;

    Admission(ConnectionBounds bounds, ClientAddresses addresses, Counter refused) {
        this.bounds = bounds;
        this.addresses = addresses;
        this.refused = refused;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        @Nullable
        InetAddress peer =
                context.channel().remoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
        String name = peer == null ? "" : ClientAddresses.groupOf(peer);
        if (!bounds.enter(name, peer != null && addresses.isTrusted(peer))) {
            refused.increment();
            context.close();
            return;
        }
        context.channel().closeFuture().addListener(closed -> bounds.leave(name));
        context.fireChannelActive();
    }
}
