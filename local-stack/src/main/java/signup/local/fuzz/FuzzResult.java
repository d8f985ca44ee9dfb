package signup.local.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of many odd requests.
 *
 * @param seed makes the same requests again
 * @param sent how many were sent
 * @param statuses how many answers had each status
 * @param closed how many connections ended without an answer, where none was owed
 * @param slowest how long the slowest answer took
 * @param findings what should not have come, the first of them
 */
public record FuzzResult(
        long seed,
        long sent,
        SortedMap<Integer, Long> statuses,
        long closed,
        Duration slowest,
        List<Finding> findings) {

    public FuzzResult {
        statuses = new TreeMap<>(statuses);
        findings = List.copyOf(findings);
    }

    /** In a line. */
    public String summary() {
        long good = statuses.entrySet().stream()
                .filter(status -> status.getKey() < 300)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return "seed " + seed + ": " + sent + " sent, " + good + " of them taken; statuses " + statuses + ", " + closed
                + " closed, slowest answer " + slowest.toMillis() + " ms, " + findings.size() + " findings";
    }
}
