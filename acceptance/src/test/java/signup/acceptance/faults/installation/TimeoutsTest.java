package signup.acceptance.faults.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import signup.acceptance.RunningStack;

class TimeoutsTest {

    private static final Pattern SESSION = Pattern.compile("session\\.timeout\\.ms[:=] *(\\d+)");
    private static final Duration REBALANCE = Duration.ofSeconds(5);

    @Test
    void aKilledWorkerIsMissedAndHasASuccessorBeforeTheNextFault() throws IOException {
        String production =
                Files.readString(RunningStack.root().resolve("registration-worker/src/main/resources/application.yml"));

        assertThat(Timeouts.ofProduction().recovery()).isGreaterThan(session(production));
        assertThat(Timeouts.shortened().recovery())
                .isGreaterThan(session(String.join("\n", Timeouts.shortened().ofAll())));
    }

    private static Duration session(String settings) {
        Matcher session = SESSION.matcher(settings);
        assertThat(session.find()).isTrue();
        return Duration.ofMillis(Long.parseLong(session.group(1))).plus(REBALANCE);
    }
}
