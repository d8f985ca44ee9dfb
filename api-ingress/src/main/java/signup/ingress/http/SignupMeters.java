package signup.ingress.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Dialect;

/** Counts and times posted signups by dialect and status: {@code signup.ingress.signups}. */
final class SignupMeters {

    private record Key(String dialect, int status) {}

    private final MeterRegistry registry;
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

    SignupMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Clocked begin(Dialect dialect) {
        return new Clocked(dialect.name(), System.nanoTime());
    }

    /** One request on its way. */
    final class Clocked {

        private final String dialect;
        private final long start;

        private Clocked(String dialect, long start) {
            this.dialect = dialect;
            this.start = start;
        }

        void answered(Answer answer) {
            timer(new Key(dialect, answer.status())).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(Key key) {
        return timers.computeIfAbsent(
                key,
                one -> Timer.builder("signup.ingress.signups")
                        .description("Posted signups, from the request's headers to the answer")
                        .tag("dialect", one.dialect())
                        .tag("status", Integer.toString(one.status()))
                        .publishPercentileHistogram()
                        .register(registry));
    }
}
