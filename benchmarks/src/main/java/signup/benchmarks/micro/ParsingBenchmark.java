package signup.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import signup.schemas.IdentityKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading a signup's JSON, and making its identity into a key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParsingBenchmark {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] body = ("{\"ext_id\":\"ext-0123456789abcdef\",\"username\":\"0123456789abcdef\","
                    + "\"email\":\"0123456789abcdef@bench.example\",\"password\":\"Pa55word-of-the-bench\"}")
            .getBytes(StandardCharsets.UTF_8);
    private String plain = "0123456789abcdef@bench.example";
    private String accented = "Élodie.Müller@Bench.Example";

    @Benchmark
    public JsonNode json() {
        return JSON.readTree(body);
    }

    @Benchmark
    public String plainIdentity() {
        return IdentityKey.of(plain);
    }

    @Benchmark
    public String accentedIdentity() {
        return IdentityKey.of(accented);
    }
}
