package signup.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import signup.acceptance.blocking.NoBlocking;
import signup.acceptance.faults.evidence.Reconciled;
import signup.acceptance.faults.installation.Timeouts;

/** The short form of {@code ./signup bench faults}: one run, with timeouts shortened. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsIT {

    private static final Duration LOAD = Duration.ofSeconds(50);
    private static final int PER_SECOND = 60;

    /** Without these a green run would say little, and not every seed draws them within its time. */
    private static final List<String> ALWAYS =
            List.of("kill -9 worker 1", "worker 2 frozen beyond timeouts", "kill -9 ingress");

    /** Another with {@code -Dfaults.seed=N}. */
    private static final long SEED = Long.getLong("faults.seed", 20261122);

    @Test
    void whateverFailsEverySignupIsDecidedOnceAndToldOnce() {
        Path root = root();

        List<String> watched = NoBlocking.INGRESSES.javaOptions();

        FaultReport report = new FaultRun(SEED, LOAD, PER_SECOND, Timeouts.shortened(), ALWAYS, watched)
                .run(root, root.resolve("acceptance/target/faults/test"), System.out::println);

        System.out.println(FaultReport.tables(List.of(report)));
        Reconciled reconciled = report.reconciled();
        assertThat(reconciled.findings())
                .as("again: -Dit.test=FaultsIT -Dfaults.seed=" + SEED)
                .isEmpty();
        assertThat(report.recoveries())
                .hasSizeGreaterThan(2)
                .extracting(Recovery::fault)
                .containsAll(ALWAYS);
        assertThat(reconciled.acknowledged()).isGreaterThan(LOAD.toSeconds() * PER_SECOND / 2);
        assertThat(reconciled.acknowledged() + reconciled.unacknowledged())
                .isEqualTo(reconciled.created() + reconciled.rejected())
                .isEqualTo(reconciled.events());
        assertThat(reconciled.deadLetters()).as("dead letters").isPositive();
        assertThat(reconciled.mails()).as("mails").isPositive();
        assertThat(reconciled.activated()).as("users who followed their link").isPositive();
        assertThat(reconciled.confirmed()).as("links spent by confirmations").isPositive();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("signup"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
