package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import signup.local.fuzz.Fuzz;
import signup.local.fuzz.FuzzResult;

/**
 * Odd requests, a few thousand of another seed each time; {@code -Dfuzz.seed} sends the same again. {@code ./signup bench fuzz}
 * sends many more.
 */
class FuzzIT extends ScriptedPipeline {

    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime() & 0xFFFFFF);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);

    @Test
    void noRequestBreaksTheIngressOrMakesItTellOfItsInside() {
        FuzzResult result = Fuzz.run(port, false, SEED, REQUESTS, line -> {});

        System.out.println(result.summary());
        assertThat(result.findings()).as(result.summary()).isEmpty();
        assertThat(result.statuses().keySet()).as(result.summary()).contains(200, 201, 400, 401, 404, 405, 415, 422);
    }
}
