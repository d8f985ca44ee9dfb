package signup.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceParentTest {

    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aWellFormedOneGoesOn() {
        assertThat(TraceParent.continuing(GIVEN)).isEqualTo(GIVEN);
    }

    @Test
    void anythingElseStartsATrace() {
        for (String bad : new String[] {
            null,
            "",
            "x",
            GIVEN + "x",
            GIVEN.toUpperCase(java.util.Locale.ROOT),
            "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"
        }) {
            assertThat(TraceParent.continuing(bad))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                    .isNotEqualTo(bad);
        }
    }
}
