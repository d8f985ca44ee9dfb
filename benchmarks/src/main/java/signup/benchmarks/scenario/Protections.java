package signup.benchmarks.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** Limits and rates that protect production and would stop a benchmark, switched off by setting. */
final class Protections {

    /** None yet: rate limits come with the hardening. */
    static final Map<String, String> SWITCHED_OFF = Map.of();

    private Protections() {}

    /** Those, and what else a figure tells. */
    static Map<String, String> with(String key, Object value) {
        Map<String, String> all = new LinkedHashMap<>(SWITCHED_OFF);
        all.put(key, String.valueOf(value));
        return all;
    }
}
