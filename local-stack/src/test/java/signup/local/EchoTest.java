package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EchoTest {

    private static final String INFO = "2026-11-22T12:00:00.000Z  INFO 1 --- [w] [main] s.Funnel : decided created=1";
    private static final String WARN = "2026-11-22T12:00:00.000Z  WARN 1 --- [w] [main] s.Funnel : not ready";

    private final List<String> terminal = new ArrayList<>();
    private long now = 42;
    private final Echo echo = new Echo(terminal::add, () -> now);

    @Test
    void aFewLinesAreShownAsTheyCome() {
        echo.line(INFO);
        echo.line(INFO);

        assertThat(terminal).containsExactly(INFO, INFO);
    }

    @Test
    void ofAFloodAFewLinesASecondAreShownAndTheRestCounted() {
        for (int i = 0; i < 1_000; i++) {
            echo.line(INFO);
        }
        assertThat(terminal).hasSize(5);

        now += TimeUnit.SECONDS.toNanos(1);
        echo.line(INFO);
        assertThat(terminal).hasSize(7).contains("(and 995 lines more, which the log file has)");
    }

    @Test
    void warningsAreAlwaysShownWithWhatBelongsToThem() {
        for (int i = 0; i < 1_000; i++) {
            echo.line(INFO);
        }
        echo.line(WARN);
        echo.line("java.lang.IllegalStateException: it");
        echo.line("	at signup.Somewhere");
        echo.line(INFO);

        assertThat(terminal).hasSize(8).endsWith(WARN, "java.lang.IllegalStateException: it", "	at signup.Somewhere");
    }
}
