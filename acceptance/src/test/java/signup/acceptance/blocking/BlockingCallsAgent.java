package signup.acceptance.blocking;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import signup.local.fixture.AllowedBlockingCalls;

/**
 * The Java agent that writes blocking calls on event-loop threads down, each way to one once, and lets them go on: the
 * service answers as it would without. Reactor and Netty, which are on the class path of an extracted jar, tell BlockHound
 * which threads are meant.
 */
public final class BlockingCallsAgent {

    private final Path file;
    private final Set<List<StackTraceElement>> written = new HashSet<>();

    private BlockingCallsAgent(Path file) {
        this.file = file;
    }

    /** @param file what is written down is appended to it */
    public static void premain(String file, Instrumentation instrumentation) {
        BlockingCallsAgent agent = new BlockingCallsAgent(Path.of(file));
        BlockHound.builder()
                .loadIntegrations(new AllowedBlockingCalls())
                .with(instrumentation)
                .allowBlockingCallsInside(BlockingCallsAgent.class.getName(), "write")
                .blockingMethodCallback(method -> agent.write(new BlockingOperationError(method)))
                .install();
    }

    private synchronized void write(BlockingOperationError call) {
        if (!written.add(Arrays.asList(call.getStackTrace()))) {
            return;
        }
        StringWriter lines = new StringWriter();
        lines.append(Thread.currentThread().getName()).append(": ");
        call.printStackTrace(new PrintWriter(lines, true));
        try {
            Files.writeString(file, lines.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
