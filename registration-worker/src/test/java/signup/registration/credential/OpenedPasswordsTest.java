package signup.registration.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenedPasswordsTest {

    private static final UUID USER = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final byte[] older = "older".getBytes(StandardCharsets.UTF_8);
    private final byte[] newer = "newer".getBytes(StandardCharsets.UTF_8);

    @Test
    void aPasswordThatComesAfterANewerOneIsWipedAtOnce() {
        try (OpenedPasswords opened = new OpenedPasswords()) {
            opened.add(USER, NOW, newer);
            opened.add(USER, NOW.minusSeconds(1), older);

            assertThat(older).containsOnly(0);
            assertThat(newer).asString(StandardCharsets.UTF_8).isEqualTo("newer");
        }
    }

    @Test
    void aPasswordThatANewerOneFollowsIsWipedAtOnce() {
        try (OpenedPasswords opened = new OpenedPasswords()) {
            opened.add(USER, NOW.minusSeconds(1), older);
            opened.add(USER, NOW, newer);

            assertThat(older).containsOnly(0);
            assertThat(newer).asString(StandardCharsets.UTF_8).isEqualTo("newer");
        }
    }

    @Test
    void whatIsNeverHashedIsWipedWhenTheBatchEnds() {
        OpenedPasswords opened = new OpenedPasswords();
        opened.add(USER, NOW, newer);
        opened.add(UUID.randomUUID(), NOW, older);

        opened.close();

        assertThat(newer).containsOnly(0);
        assertThat(older).containsOnly(0);
    }
}
