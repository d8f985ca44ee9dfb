package signup.ingress;

import reactor.blockhound.BlockHound;

/** Makes a blocking call on an event-loop thread an error, in the whole JVM. */
final class NoBlocking {

    private NoBlocking() {}

    static void install() {
        BlockHound.install(builder -> builder
                // Reads the operating system's generator, which does not block once the system has started.
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "ensureBufferValid"));
    }
}
