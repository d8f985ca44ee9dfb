package signup.registration.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AvatarRetriesTest {

    private final AvatarRetries retries = new AvatarRetries(Duration.ofSeconds(10), Duration.ofMinutes(1), 4);

    @Test
    void delaysGrowThreefoldUpToTheLongest() {
        assertThat(retries.after(1, 0.5)).contains(Duration.ofSeconds(10));
        assertThat(retries.after(2, 0.5)).contains(Duration.ofSeconds(30));
        assertThat(retries.after(3, 0.5)).contains(Duration.ofMinutes(1));
    }

    @Test
    void theyAreSpreadByAFifth() {
        assertThat(retries.after(1, 0)).contains(Duration.ofSeconds(8));
        assertThat(retries.after(1, 1)).contains(Duration.ofSeconds(12));
    }

    @Test
    void afterTheLastAttemptThereIsNone() {
        assertThat(retries.after(4, 0.5)).isEmpty();
    }
}
