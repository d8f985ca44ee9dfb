package signup.ingress.acceptance;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * New ids: UUID version 7 (RFC 9562), 48 bits of milliseconds and 74 of a secure generator. Ids of one millisecond are in no
 * order: to keep them in one, libraries hold a lock of their own, beside the one that the generator has.
 */
public final class TimeOrderedId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<Drawn> DRAWN = ThreadLocal.withInitial(Drawn::new);
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TimeOrderedId() {}

    public static UUID next(InstantSource clock) {
        Drawn drawn = DRAWN.get();
        long high = clock.millis() << 16 | VERSION | drawn.next() >>> 52;
        long low = VARIANT | drawn.next() >>> 2;
        return new UUID(high, low);
    }

    /** Bits of the generator, which all threads share and wait for: drawn for one thread, many at a time, each used once. */
    private static final class Drawn {

        private static final int BYTES = 1024;

        private final ByteBuffer bits = ByteBuffer.allocate(BYTES).limit(0);

        private long next() {
            if (!bits.hasRemaining()) {
                RANDOM.nextBytes(bits.array());
                bits.clear();
            }
            return bits.getLong();
        }
    }
}
