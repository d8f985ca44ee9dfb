package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLineTest {

    private static final String WARNING = """
            {"@timestamp":"2026-11-28T20:00:00.5Z","@version":"1","message":"Not ready yet","logger_name":"signup.Start",\
            "thread_name":"main","level":"WARN","level_value":30000,"stack_trace":"java.io.IOException: away\\n\\tat X.y\\n"}""";

    @Test
    void aStructuredLineIsShownForPeople() {
        assertThat(LogLine.readable(WARNING))
                .containsExactly(
                        "2026-11-28T20:00:00.5Z WARN  signup.Start: Not ready yet",
                        "java.io.IOException: away",
                        "\tat X.y");
    }

    @Test
    void whatIsNotStructuredStaysAsItIs() {
        assertThat(LogLine.readable("OpenJDK warning")).containsExactly("OpenJDK warning");
        assertThat(LogLine.readable("{broken")).containsExactly("{broken");
        assertThat(LogLine.readable("{\"other\":1}")).containsExactly("{\"other\":1}");
    }

    @Test
    void structuredWarningsAreShownUnderLoadToo() {
        List<String> shown = new ArrayList<>();
        Echo echo = new Echo(shown::add, () -> 0);
        for (int i = 0; i < 10; i++) {
            LogLine.readable(WARNING).forEach(echo::line);
        }

        assertThat(shown).hasSize(30);
    }
}
