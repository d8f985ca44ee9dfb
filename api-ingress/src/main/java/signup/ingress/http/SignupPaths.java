package signup.ingress.http;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;

/**
 * Where signups are posted to, each path also with a slash at its end, as some documents write it. Nearly every request
 * goes there, so these are spared what is done for all others.
 */
final class SignupPaths {

    private final Set<String> all;

    SignupPaths(Dialects dialects) {
        this.all = dialects.all().stream().flatMap(SignupPaths::of).collect(Collectors.toUnmodifiableSet());
    }

    /** The dialect's path in both forms. */
    static Stream<String> of(Dialect dialect) {
        return Stream.of(dialect.path(), dialect.path() + "/");
    }

    boolean contain(String path) {
        return all.contains(path);
    }
}
