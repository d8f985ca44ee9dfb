package signup.benchmarks.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import signup.events.SealedPassword;
import signup.local.Keys;
import signup.local.process.Leash;
import signup.schemas.password.PasswordSealer;

/** Sealing one password (HPKE: X25519, HKDF-SHA256, AES-256-GCM). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealingBenchmark {

    private final UUID signupId = UUID.randomUUID();
    private final PasswordSealer sealer = PasswordSealer.fromKeysIn(keys().resolve("password"));

    @Benchmark
    public SealedPassword seal() {
        return sealer.seal("Pa55word-of-the-bench".getBytes(StandardCharsets.UTF_8), signupId);
    }

    private static Path keys() {
        try {
            Path folder = Files.createTempDirectory("signup-bench-keys-");
            Leash.remove(folder);
            Keys.provide(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
