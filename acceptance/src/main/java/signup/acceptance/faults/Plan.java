package signup.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What fails, in which order, for how long: drawn from a seed, so that it can be drawn again. Every fault comes once before
 * any comes twice, and those that are
 * asked for come first. Most wait until the last one is no longer felt; every third begins while the last one lasts.
 */
final class Plan {

    private static final int OVERLAPPING_OF_A_HUNDRED = 33;
    private static final int LONGEST_CALM_MILLIS = 1_500;

    private final Random random;
    private final List<Fault> faults;
    private final List<String> first;
    private final List<Fault> deck = new ArrayList<>();

    /**
     * @param first the names of those that come before all others, in this order
     * @throws IllegalArgumentException for a name that no fault has
     */
    Plan(Random random, List<Fault> faults, List<String> first) {
        this.random = random;
        this.faults = faults;
        this.first = first;
        List<String> names = faults.stream().map(Fault::name).toList();
        if (!names.containsAll(first)) {
            throw new IllegalArgumentException("Not all of " + first + " are among " + names);
        }
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
            // Drawn from the end; the sort is stable, so that the others keep their order.
            deck.sort(Comparator.comparingInt(fault -> -place(fault)));
        }
        Fault fault = deck.remove(deck.size() - 1);
        long range = fault.longest().minus(fault.shortest()).toMillis();
        Duration length = fault.shortest().plusMillis((long) (random.nextDouble() * range));
        boolean overlapping = random.nextInt(100) < OVERLAPPING_OF_A_HUNDRED;
        return new Strike(fault, length, overlapping, Duration.ofMillis(random.nextInt(LONGEST_CALM_MILLIS)));
    }

    private int place(Fault fault) {
        int place = first.indexOf(fault.name());
        return place < 0 ? first.size() : place;
    }
}
