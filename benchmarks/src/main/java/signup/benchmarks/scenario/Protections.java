package signup.benchmarks.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** Limits and rates that protect production and would stop a benchmark, switched off by setting. */
public final class Protections {

    /** The load is one client's; no load here reaches the other bounds. */
    public static final Map<String, String> SWITCHED_OFF = Map.of("signup.limits.enabled", "false");

    private Protections() {}

    /** Those, and what else a figure tells. */
    static Map<String, String> with(String key, Object value) {
        Map<String, String> all = new LinkedHashMap<>(SWITCHED_OFF);
        all.put(key, String.valueOf(value));
        return all;
    }
}
