package signup.acceptance.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import signup.acceptance.faults.load.Attempt;

/**
 * How a fault was felt by clients that wait for the decision.
 *
 * @param fault which
 * @param lasted how long the part failed
 * @param toRecover from the fault's end (a killed part has been started again) to the last answer that came late or did
 *     not tell the decision; zero when there was none
 * @param complete false when the next fault came before there was a second of good answers
 */
record Recovery(String fault, Duration lasted, Duration toRecover, boolean complete) {

    private static final long STEADY_MILLIS = 1_000;

    /** @param nextBegan when the next fault began, or the load ended; milliseconds since the epoch, as the others */
    static Recovery of(String fault, long began, long ended, long nextBegan, List<Attempt> attempts) {
        Optional<Attempt> last = attempts.stream()
                .filter(attempt ->
                        attempt.patient() && attempt.sentMillis() >= began && attempt.sentMillis() < nextBegan)
                .filter(attempt -> !attempt.isInTime())
                .max(Comparator.comparingLong(Attempt::answeredMillis));
        long recovered = last.map(Attempt::answeredMillis).orElse(ended);
        return new Recovery(
                fault,
                Duration.ofMillis(ended - began),
                Duration.ofMillis(Math.max(0, recovered - ended)),
                recovered + STEADY_MILLIS <= nextBegan);
    }
}
