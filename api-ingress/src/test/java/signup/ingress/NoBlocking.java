package signup.ingress;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;

/**
 * Makes a blocking call on an event-loop thread an error, in all tests of the module. Before the first of them, because a
 * thread that waits already would wake up in rewritten code and be taken for one that blocks.
 */
public final class NoBlocking implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        BlockHound.install(builder -> builder
                // Reads the operating system's generator, which does not block once the system has started.
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "ensureBufferValid")
                // A lock on a new arena, held for a few instructions while the allocator grows under load.
                .allowBlockingCallsInside(
                        "io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "tryExpandMagazines")
                // Locks that are held for a few instructions; for room, max.block.ms=0 lets nobody wait.
                .allowBlockingCallsInside("org.apache.kafka.clients.producer.internals.BufferPool", "allocate"));
    }
}
