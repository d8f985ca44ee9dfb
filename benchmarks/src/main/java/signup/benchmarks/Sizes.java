package signup.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much is done. {@link #full} gives figures that mean something; {@link #quick} only shows that all runs.
 *
 * @param warmUp the load that makes an ingress and a worker warm
 * @param measured each HTTP load, after it
 * @param connections of the closed loops
 * @param rate of the open loop, per second
 * @param backlog signups that a drain has before it
 * @param drainWarmUp signups that each worker drains before a drain's clock starts
 * @param withPasswords whether sync and drain are measured with passwords as well as without
 * @param burst signups that come all at once
 * @param hashes passwords that wait to be hashed
 * @param preloads users that are already there, one drain each
 * @param workers how many workers drain, one drain each
 * @param soak how long memory is watched
 * @param soakRate signups per second meanwhile
 * @param openExchanges clients that wait at once
 * @param hashing how long bare hashing is measured
 * @param oddRequests how many mutated requests are sent
 * @param seed makes the same mutated requests again
 */
public record Sizes(
        Duration warmUp,
        Duration measured,
        int connections,
        int rate,
        int backlog,
        int drainWarmUp,
        boolean withPasswords,
        int burst,
        int hashes,
        List<Long> preloads,
        List<Integer> workers,
        Duration soak,
        int soakRate,
        int openExchanges,
        Duration hashing,
        int oddRequests,
        long seed) {

    private static final int LARGEST_SEED = 1 << 24;

    /** Some 45 minutes in all on 2 cores, and 10 more for {@code soak}. */
    public static Sizes full() {
        return new Sizes(
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                1000,
                500,
                500_000,
                50_000,
                true,
                20_000,
                3_000,
                List.of(0L, 1_000_000L, 5_000_000L),
                List.of(1, 2, 4),
                Duration.ofMinutes(10),
                20,
                10_000,
                Duration.ofSeconds(15),
                100_000,
                anySeed());
    }

    /** A few seconds each. */
    public static Sizes quick() {
        return new Sizes(
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                50,
                50,
                4_000,
                1_000,
                true,
                200,
                60,
                List.of(0L, 20_000L),
                List.of(1, 2),
                Duration.ofSeconds(10),
                10,
                500,
                Duration.ofSeconds(1),
                2_000,
                anySeed());
    }

    private static long anySeed() {
        return ThreadLocalRandom.current().nextInt(LARGEST_SEED);
    }
}
