package signup.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {

    @Test
    void aResidentHeapIsAsLargeAsItMayBecome() {
        assertThat(new JvmOptions(List.of("-Xmx768m", "-XX:+UseParallelGC"), null)
                        .withResidentHeap()
                        .common())
                .containsExactly("-Xmx768m", "-XX:+UseParallelGC", "-Xms768m", "-XX:+AlwaysPreTouch");
    }
}
