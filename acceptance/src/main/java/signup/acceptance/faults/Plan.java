package signup.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What fails when: drawn from a seed, so that it can be drawn again. Every fault comes once before any comes twice; now and
 * then one begins before the last has ended.
 *
 * @param strikes in the order in which they begin
 */
record Plan(List<Strike> strikes) {

    private static final Duration CALM_BEFORE = Duration.ofSeconds(2);
    private static final int LONGEST_GAP_MILLIS = 6_000;
    private static final int OVERLAP_MILLIS = 2_000;

    /** A fault, after so long, for so long. */
    record Strike(Fault fault, Duration at, Duration length) {}

    /** As many as begin within {@code duration}. */
    static Plan draw(Random random, List<Fault> faults, Duration duration) {
        List<Strike> strikes = new ArrayList<>();
        List<Fault> deck = new ArrayList<>();
        Duration at = CALM_BEFORE;
        while (at.compareTo(duration) < 0) {
            if (deck.isEmpty()) {
                deck.addAll(faults);
                Collections.shuffle(deck, random);
            }
            Fault fault = deck.remove(deck.size() - 1);
            long range = fault.longest().minus(fault.shortest()).toMillis();
            Duration length = fault.shortest().plusMillis((long) (random.nextDouble() * range));
            strikes.add(new Strike(fault, at, length));
            Duration gap = Duration.ofMillis(random.nextInt(LONGEST_GAP_MILLIS) - OVERLAP_MILLIS);
            at = at.plus(length).plus(gap);
        }
        return new Plan(List.copyOf(strikes));
    }
}
