package signup.benchmarks.load;

import java.nio.charset.StandardCharsets;

/**
 * Names for numbers: 16 hexadecimal digits, different for different numbers of one seed, and scattered as real names are,
 * so that a database index gets no help from their order.
 */
public final class Identities {

    /** How long every name is. */
    public static final int LENGTH = 16;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final long seed;

    public Identities(long seed) {
        this.seed = mix(seed);
    }

    /** The name of that number. */
    public String name(long number) {
        byte[] name = new byte[LENGTH];
        write(number, name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** The same, into the first {@value #LENGTH} bytes of {@code target}. */
    void write(long number, byte[] target) {
        long scattered = mix(number ^ seed);
        for (int i = LENGTH - 1; i >= 0; i--) {
            target[i] = DIGITS[(int) (scattered & 0xF)];
            scattered >>>= 4;
        }
    }

    /** SplitMix64's finalizer, a bijection (Steele, Lea, Flood: Fast splittable pseudorandom number generators). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
