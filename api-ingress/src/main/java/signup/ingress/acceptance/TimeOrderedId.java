package signup.ingress.acceptance;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * New ids: UUID version 7 (RFC 9562), 48 bits of milliseconds and 74 of a secure generator. Ids of one millisecond are in no
 * order: to keep them in one, libraries hold a lock of their own, beside the one that the generator has.
 */
public final class TimeOrderedId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TimeOrderedId() {}

    public static UUID next(InstantSource clock) {
        long high = clock.millis() << 16 | VERSION | RANDOM.nextInt(1 << 12);
        long low = VARIANT | RANDOM.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
