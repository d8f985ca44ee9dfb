package signup.ingress.dialect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dialects that are spoken here. */
public final class Dialects {

    private final List<Dialect> all;

    /** @throws IllegalArgumentException when two share a name or a path */
    public Dialects(List<Dialect> all) {
        this.all = List.copyOf(all);
        requireDistinct("name", Dialect::name);
        requireDistinct("path", Dialect::path);
    }

    public List<Dialect> all() {
        return all;
    }

    /** The dialect of that name in events. */
    public Optional<Dialect> of(signup.events.Dialect symbol) {
        return all.stream().filter(dialect -> dialect.symbol() == symbol).findFirst();
    }

    /** In whose form a request to this path is answered: at its own path first, then by the longest prefix. */
    public Optional<Dialect> at(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return all.stream()
                .filter(dialect -> dialect.path().equals(plain))
                .findFirst()
                .or(() -> all.stream()
                        .filter(dialect -> isUnder(dialect.prefix(), plain))
                        .max(Comparator.comparingInt(dialect -> dialect.prefix().length())));
    }

    private static boolean isUnder(String prefix, String path) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || "/;".indexOf(path.charAt(prefix.length())) >= 0);
    }

    private void requireDistinct(String what, Function<Dialect, String> property) {
        var groups = all.stream().collect(Collectors.groupingBy(property));
        groups.forEach((value, dialects) -> {
            if (dialects.size() > 1) {
                throw new IllegalArgumentException("Two dialects have the " + what + " " + value);
            }
        });
    }
}
