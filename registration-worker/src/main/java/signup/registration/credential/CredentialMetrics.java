package signup.registration.credential;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What hashing takes and brings. */
final class CredentialMetrics {

    private final Timer hash;
    private final Counter ready;
    private final Counter failed;

    CredentialMetrics(PasswordHasher hasher, MeterRegistry meters) {
        hash = Timer.builder("signup.credential.hash")
                .description("Time to hash one password")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        ready = Counter.builder("signup.credential.ready")
                .description("Passwords hashed and stored")
                .register(meters);
        failed = Counter.builder("signup.credential.failed")
                .description("Users whose password could not be opened")
                .register(meters);
        Gauge.builder("signup.credential.hasher", () -> 1)
                .description("Which implementation of Argon2id is in use")
                .tag("implementation", hasher.implementation())
                .register(meters);
    }

    <T> T timed(Supplier<T> work) {
        return hash.record(work);
    }

    void ready(int users) {
        ready.increment(users);
    }

    void failed(int users) {
        failed.increment(users);
    }
}
