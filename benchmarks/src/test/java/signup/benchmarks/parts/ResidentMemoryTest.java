package signup.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void isInMebibytes() {
        assertThat(ResidentMemory.mibIn(" 2048\n")).isEqualTo(2);
    }

    @Test
    void ofThisProcessIsMoreThanItsHeapHolds() {
        assertThat(ResidentMemory.mibOf(ProcessHandle.current())).isGreaterThan(10);
    }

    @Test
    void ofNobodyIsNoFigure() {
        assertThatIllegalStateException().isThrownBy(() -> ResidentMemory.mibIn(""));
    }
}
