package signup.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import signup.benchmarks.scenario.Accept;
import signup.benchmarks.scenario.Burst;
import signup.benchmarks.scenario.Drain;
import signup.benchmarks.scenario.Grow;
import signup.benchmarks.scenario.Hash;
import signup.benchmarks.scenario.Latency;
import signup.benchmarks.scenario.Micro;
import signup.benchmarks.scenario.OddRequests;
import signup.benchmarks.scenario.Open;
import signup.benchmarks.scenario.Scale;
import signup.benchmarks.scenario.Soak;
import signup.benchmarks.scenario.Sync;

/** Every scenario. */
final class Scenarios {

    /** Those that run when none is named. Those that share a warm stack stand together. */
    static final List<Scenario> TABLE = List.of(
            new Accept(), new Sync(), new Latency(), new Burst(), new Drain(), new Hash(), new Grow(), new Scale());

    static final List<Scenario> ALL = Stream.concat(
                    TABLE.stream(), Stream.of(new Micro(), new Soak(), new OddRequests(), new Open()))
            .toList();

    private Scenarios() {}
}
