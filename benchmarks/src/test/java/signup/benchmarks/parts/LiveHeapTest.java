package signup.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class LiveHeapTest {

    @Test
    void theGenerationsOfTheParallelCollectorAreSummedUp() {
        assertThat(LiveHeap.mibIn("""
                4711:
                 PSYoungGen      total 149504K, used 1024K [0x00000000f0000000, 0x00000000fa700000, 0x0000000100000000)
                  eden space 128512K, 3% used [0x00000000f0000000,0x00000000f04b4d50,0x00000000f7d80000)
                  from space 20992K, 0% used [0x00000000f9280000,0x00000000f9280000,0x00000000fa700000)
                 ParOldGen       total 341504K, used 2048K [0x00000000d0000000, 0x00000000e4d80000, 0x00000000f0000000)
                  object space 341504K, 0% used [0x00000000d0000000,0x00000000d0200000,0x00000000e4d80000)
                 Metaspace       used 125K, committed 320K, reserved 1114112K
                """)).isEqualTo(3);
    }

    @Test
    void theHeapOfG1IsOne() {
        assertThat(LiveHeap.mibIn("""
                 garbage-first heap   total 514048K, used 3072K [0x0000000600c00000, 0x0000000800000000)
                  region size 2048K, 2 young (4096K), 0 survivors (0K)
                """)).isEqualTo(3);
    }

    @Test
    void anAnswerWithoutAHeapIsAFailure() {
        assertThatIllegalStateException().isThrownBy(() -> LiveHeap.mibIn("4711: no such process"));
    }
}
