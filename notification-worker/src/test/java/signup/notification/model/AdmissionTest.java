package signup.notification.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import signup.notification.model.Admission.Withheld;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final boolean REPLAYED = true;
    private static final boolean LIVE = false;

    private final Admission admission = new Admission(Duration.ofDays(7), false);

    @Test
    void aLiveEventOwesItsMail() {
        assertThat(admission.withhold(requested(NOW), LIVE, NOW)).isEmpty();
    }

    @Test
    void anEventThatWaitedForDaysStillOwesItsMail() {
        assertThat(admission.withhold(requested(NOW.minus(Duration.ofDays(7))), LIVE, NOW))
                .isEmpty();
    }

    @Test
    void anEventOfLongAgoOwesNone() {
        assertThat(admission.withhold(requested(NOW.minus(Duration.ofDays(8))), LIVE, NOW))
                .contains(Withheld.STALE);
    }

    @Test
    void aReplayedEventOwesNone() {
        assertThat(admission.withhold(requested(NOW), REPLAYED, NOW)).contains(Withheld.REPLAYED);
    }

    @Test
    void aReplayedEventOfAnyAgeOwesItsMailWhenTheOperatorSaysSo() {
        Admission decided = new Admission(Duration.ofDays(7), true);

        assertThat(decided.withhold(requested(NOW.minus(Duration.ofDays(30))), REPLAYED, NOW))
                .isEmpty();
        assertThat(decided.withhold(requested(NOW.minus(Duration.ofDays(30))), LIVE, NOW))
                .contains(Withheld.STALE);
    }

    private static OwedMail requested(Instant at) {
        Recipient recipient = new Recipient(UUID.randomUUID(), "a@b.example", null, null);
        return new OwedMail(UUID.randomUUID(), Purpose.CONFIRMATION, recipient, "en", at, null);
    }
}
