package signup.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What fails, in which order, for how long: drawn from a seed, so that it can be drawn again. Every fault comes once before
 * any comes twice. Most wait until the last one is no longer felt; every third begins while the last one lasts.
 */
final class Plan {

    private static final int OVERLAPPING_OF_A_HUNDRED = 33;
    private static final int LONGEST_CALM_MILLIS = 1_500;

    private final Random random;
    private final List<Fault> faults;
    private final List<Fault> deck = new ArrayList<>();

    Plan(Random random, List<Fault> faults) {
        this.random = random;
        this.faults = faults;
    }

    /**
     * A fault to come.
     *
     * @param length how long it lasts
     * @param overlapping whether it begins while the one before lasts, else when that one is no longer felt
     * @param calm how long to wait before it then
     */
    record Strike(Fault fault, Duration length, boolean overlapping, Duration calm) {}

    Strike next() {
        if (deck.isEmpty()) {
            deck.addAll(faults);
            Collections.shuffle(deck, random);
        }
        Fault fault = deck.remove(deck.size() - 1);
        long range = fault.longest().minus(fault.shortest()).toMillis();
        Duration length = fault.shortest().plusMillis((long) (random.nextDouble() * range));
        boolean overlapping = random.nextInt(100) < OVERLAPPING_OF_A_HUNDRED;
        return new Strike(fault, length, overlapping, Duration.ofMillis(random.nextInt(LONGEST_CALM_MILLIS)));
    }
}
