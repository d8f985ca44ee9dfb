package signup.ingress.http;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;

/**
 * Where signups are posted to, each path also with a slash at its end, as some documents write it. Nearly every request
 * goes there, so these are spared what is done for all others.
 */
final class SignupPaths {

    private final Map<String, Dialect> dialects = new HashMap<>();

    SignupPaths(Dialects dialects) {
        dialects.all().forEach(dialect -> of(dialect).forEach(path -> this.dialects.put(path, dialect)));
    }

    /** The dialect's path in both forms. */
    static Stream<String> of(Dialect dialect) {
        return Stream.of(dialect.path(), dialect.path() + "/");
    }

    boolean contain(String path) {
        return dialects.containsKey(path);
    }

    /** Whose path that is; null for any other. */
    @Nullable
    Dialect dialectAt(String path) {
        return dialects.get(path);
    }
}
