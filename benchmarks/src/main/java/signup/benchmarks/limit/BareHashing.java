package signup.benchmarks.limit;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The limit of hashing: native Argon2id on all cores, and nothing else. */
public final class BareHashing {

    private static final int ITERATIONS = 2;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int LANES = 1;

    private BareHashing() {}

    /** Hashes for so long on every core, and tells how many it did a second in all. */
    public static double perSecond(Duration duration) {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try {
            long end = System.nanoTime() + duration.toNanos();
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                rates.add(threads.submit(() -> rateUntil(end)));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Native Argon2id is not to be had here", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static double rateUntil(long end) {
        Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id);
        byte[] password = "Pa55word-of-the-bench".getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        long hashes = 0;
        do {
            argon2.hash(ITERATIONS, MEMORY_KIB, LANES, password);
            hashes++;
        } while (System.nanoTime() < end);
        return hashes / ((System.nanoTime() - start) / 1e9);
    }
}
