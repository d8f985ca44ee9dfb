package signup.benchmarks.micro;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import signup.benchmarks.backlog.SampleSignups;
import signup.benchmarks.load.Identities;
import signup.events.SignupRequested;
import signup.local.fixture.Fixture;
import signup.schemas.Topics;
import signup.schemas.serde.ConfluentAvroDeserializer;
import signup.schemas.serde.ConfluentAvroSerializer;

/** A signup to bytes in Confluent's format and back; the registry is asked before the measuring only. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SerdeBenchmark {

    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();
    private SignupRequested signup = new SignupRequested();
    private byte[] bytes = {};

    @Setup
    public void setUp() {
        Map<String, Object> settings = Map.of(
                "schema.registry.url", Fixture.registry().url(),
                "auto.register.schemas", true,
                "specific.avro.reader", true);
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
        signup = SampleSignups.withoutPasswords(new Identities(1)).signup(1);
        bytes = serializer.serialize(Topics.SIGNUP_REQUESTED, signup);
    }

    @TearDown
    public void tearDown() {
        Fixture.registry().stop();
    }

    @Benchmark
    public byte[] encode() {
        return serializer.serialize(Topics.SIGNUP_REQUESTED, signup);
    }

    @Benchmark
    public Object decode() {
        return deserializer.deserialize(Topics.SIGNUP_REQUESTED, bytes);
    }
}
