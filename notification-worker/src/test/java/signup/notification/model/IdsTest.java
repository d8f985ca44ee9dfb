package signup.notification.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ids are derived, so that whatever is repeated carries the same; changing one of these values breaks that. */
class IdsTest {

    private static final UUID CAUSE = UUID.fromString("018f0000-0000-7000-8000-000000000001");

    @Test
    void aDispatchIsKnownByItsCauseAndPurpose() {
        assertThat(owed(Purpose.CONFIRMATION).dispatchId())
                .isEqualTo(UUID.fromString("68f303dd-74f7-530a-b299-7dc83fbc81d1"))
                .isNotEqualTo(owed(Purpose.REGISTRATION).dispatchId());
    }

    @Test
    void aLinkIsKnownByItsDispatch() {
        UUID dispatch = owed(Purpose.CONFIRMATION).dispatchId();

        assertThat(new Dispatch(dispatch, UUID.randomUUID(), Purpose.CONFIRMATION, nobody(), "en", 1, Duration.ZERO)
                        .linkId())
                .isEqualTo(new Dispatch(
                                dispatch, UUID.randomUUID(), Purpose.CONFIRMATION, nobody(), "fr", 7, Duration.ZERO)
                        .linkId())
                .isEqualTo(UUID.fromString("250da79e-d25b-53c9-b784-20b6ac02e39b"));
    }

    @Test
    void anOutcomeIsKnownByItsDispatchAndState() {
        assertThat(outcome(State.FAILED).eventId())
                .isEqualTo(UUID.fromString("70b655d6-efb9-5f17-848f-a22c9d43dabb"))
                .isNotEqualTo(outcome(State.HANDED_OVER).eventId());
    }

    @Test
    void whatHoldsAnAddressDoesNotPrintIt() {
        assertThat(owed(Purpose.CONFIRMATION).toString()).doesNotContain("zoe").doesNotContain("Zoé");
    }

    private static OwedMail owed(Purpose purpose) {
        return new OwedMail(CAUSE, purpose, nobody(), "fr", Instant.EPOCH, null);
    }

    private static Outcome outcome(State state) {
        return new Outcome(CAUSE, null, Purpose.CONFIRMATION, state, 1, null, Instant.EPOCH, null);
    }

    private static Recipient nobody() {
        return new Recipient(null, "zoe@example.org", "Zoé", null);
    }
}
