package signup.benchmarks.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import signup.benchmarks.backlog.PasswordSeal;
import signup.events.SealedPassword;
import signup.local.Keys;
import signup.local.process.Leash;

/** Sealing one password (HPKE: X25519, HKDF-SHA256, AES-256-GCM). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealingBenchmark {

    private final UUID signupId = UUID.randomUUID();
    private final PasswordSeal seal = PasswordSeal.of(keys());

    @Setup
    public void setUp() {
        seal.seal("Pa55word-of-the-bench", signupId);
    }

    @Benchmark
    public SealedPassword seal() {
        return seal.seal("Pa55word-of-the-bench", signupId);
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
