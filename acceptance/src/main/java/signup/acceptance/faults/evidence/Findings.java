package signup.acceptance.faults.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import signup.acceptance.faults.evidence.Finding.Sort;

/** What the accounts find on their way, and how they look for it. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    void found(Sort sort, String what) {
        all.add(new Finding(sort, what));
    }

    /** Finds those that have a key which another one had before; whoever has none is no duplicate. */
    <T, K> void twice(Collection<T> those, Function<T, K> key, String what) {
        Set<K> seen = new HashSet<>();
        for (T one : those) {
            K its = key.apply(one);
            if (its != null && !seen.add(its)) {
                found(Sort.DUPLICATED, "several " + what + " " + its);
            }
        }
    }

    /** The first of each key. */
    static <T, K> Map<K, T> first(Collection<T> all, Function<T, K> key) {
        return all.stream().collect(Collectors.toMap(key, Function.identity(), (one, other) -> one));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
