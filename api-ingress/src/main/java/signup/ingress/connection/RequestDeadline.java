package signup.ingress.connection;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client takes too long over the head of a request, or over its body, however steadily its bytes
 * come in ("slow loris"), or who leaves a large answer unread. Stands behind the HTTP codec. A request that arrives in one piece, as nearly all do, costs no
 * timer. How long a connection may say nothing between requests is {@code server.netty.idle-timeout}.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    private final Duration head;
    private final Duration body;
    private final Counter dropped;
    private boolean inBody;
    private boolean decoded;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> unread;

    /**
     * @param head from its first byte to its last
     * @param body from the end of the head to the end of the body; also how long an answer may stay unread
     * @param dropped counts the connections that are closed
     */
    RequestDeadline(Duration head, Duration body, Counter dropped) {
        this.head = head;
        this.body = body;
        this.dropped = dropped;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decoded = true;
        if (message instanceof HttpRequest) {
            inBody = true;
            cancel();
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
            cancel();
        }
        context.fireChannelRead(message);
    }

    /** A read of which the codec made nothing was part of a head. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (deadline == null && (inBody || !decoded)) {
            Duration time = inBody ? body : head;
            deadline = context.executor().schedule(() -> drop(context), time.toMillis(), TimeUnit.MILLISECONDS);
        }
        decoded = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            stopWaiting();
        } else if (unread == null) {
            unread = context.executor().schedule(() -> drop(context), body.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        stopWaiting();
        context.fireChannelInactive();
    }

    private void drop(ChannelHandlerContext context) {
        dropped.increment();
        context.close();
    }

    private void stopWaiting() {
        if (unread != null) {
            unread.cancel(false);
            unread = null;
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
