package signup.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;

/**
 * Sends one kind of request to one server, by a plan, from one thread. Each load numbers its requests on from where the
 * one before stopped, so no name comes twice. Not for use by several threads.
 */
public final class HttpLoad {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final String host;
    private final int port;
    private final RequestTemplate requests;
    private final BiPredicate<String, String> check;
    private long next;

    /** @param check whether the body (second) is a right answer to the request with that name (first) */
    public HttpLoad(String host, int port, RequestTemplate requests, BiPredicate<String, String> check) {
        this.host = host;
        this.port = port;
        this.requests = requests;
        this.check = check;
    }

    /** Runs the load to its end; blocks. */
    public LoadResult run(LoadPlan plan) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Running running = new Running(plan, group.next());
            running.connect();
            Duration longest = plan.total().plus(CONNECT_TIMEOUT).plus(LAST_ANSWERS.multipliedBy(2));
            LoadResult result = running.result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            next += result.sent();
            return result;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load on port " + port + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The load on port " + port + " came to no end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** How many requests were sent in all its runs. */
    public long sent() {
        return next;
    }

    /** One load under way; touched by the event loop only, but for the result. */
    private final class Running {

        private final LoadPlan plan;
        private final EventLoop loop;
        private final Recording recording;
        private final Deque<Connection> idle = new ArrayDeque<>();
        private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
        private final long length;
        private long start = -1;
        private int waiting;
        private boolean timed;
        private long issued;
        private long answers;

        private Running(LoadPlan plan, EventLoop loop) {
            this.plan = plan;
            this.loop = loop;
            this.recording = new Recording(plan.warmUp(), plan.measured());
            this.length = plan.total().toNanos();
        }

        private void connect() {
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Connection(channel));
                        }
                    });
            for (int i = 0; i < plan.connections(); i++) {
                bootstrap.connect(host, port).addListener(done -> {
                    if (!done.isSuccess()) {
                        result.completeExceptionally(done.cause());
                    }
                });
            }
        }

        /** The load begins when every connection is open. */
        private void opened(Connection connection) {
            idle.add(connection);
            if (start < 0 && idle.size() == plan.connections()) {
                start = System.nanoTime();
                loop.schedule(this::endIfAllAnswered, length, TimeUnit.NANOSECONDS);
                loop.schedule(this::end, length + LAST_ANSWERS.toNanos(), TimeUnit.NANOSECONDS);
                sendWhatIsDue();
            }
        }

        private long now() {
            return System.nanoTime() - start;
        }

        /** What was due before the end is sent even after it, so that a slow server is not spared. */
        private void sendWhatIsDue() {
            long now = now();
            while (!idle.isEmpty()) {
                long due = plan.schedule().dueAt(issued, now);
                if (due >= length) {
                    return;
                }
                if (due > now) {
                    comeBackIn(due - now);
                    return;
                }
                idle.remove().send(next + issued, due);
                issued++;
                waiting++;
            }
        }

        private void comeBackIn(long nanos) {
            if (!timed) {
                timed = true;
                loop.schedule(this::comeBack, nanos, TimeUnit.NANOSECONDS);
            }
        }

        private void comeBack() {
            timed = false;
            sendWhatIsDue();
        }

        private void endIfAllAnswered() {
            if (waiting == 0 && isSent(0)) {
                end();
            }
        }

        /** Whether nothing more is due before the end, after so many more. */
        private boolean isSent(long beyond) {
            return plan.schedule().dueAt(issued + beyond, now()) >= length;
        }

        private void end() {
            long unsent = 0;
            while (!isSent(unsent)) {
                unsent++;
            }
            result.complete(recording.result(issued, waiting + unsent));
        }

        /** A connection, with at most one request under way. */
        private final class Connection extends ResponseDecoder {

            private final Channel channel;
            private boolean busy;
            private long number;
            private long due;

            private Connection(Channel channel) {
                this.channel = channel;
            }

            private void send(long number, long due) {
                this.busy = true;
                this.number = number;
                this.due = due;
                channel.writeAndFlush(requests.encode(number, channel.alloc()), channel.voidPromise());
            }

            @Override
            void answered(int status, ByteBuf body) {
                recording.answered(status, due, now());
                if (answers++ % LoadPlan.CHECK_EVERY == 0) {
                    recording.checked(
                            check.test(requests.nameOf(number), body.toString(StandardCharsets.UTF_8)), now());
                }
                busy = false;
                waiting--;
                idle.add(this);
                sendWhatIsDue();
                endIfAllAnswered();
            }

            @Override
            public void channelActive(ChannelHandlerContext context) throws Exception {
                super.channelActive(context);
                opened(this);
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) throws Exception {
                super.channelInactive(context);
                if (result.isDone()) {
                    return;
                }
                recording.broken();
                idle.remove(this);
                if (busy) {
                    waiting--;
                    endIfAllAnswered();
                }
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
                context.close();
            }
        }
    }
}
