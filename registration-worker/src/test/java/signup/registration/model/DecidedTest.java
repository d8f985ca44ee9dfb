package signup.registration.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecidedTest {

    private static final UUID SIGNUP = UUID.randomUUID();
    private static final BodyMac BODY = new BodyMac("2026", "aa");
    private static final Coordinates FIRST = new Coordinates("signup.requested", 0, 7);

    private final Decided decided = Decided.of(
            request(FIRST, BODY),
            new Decision.Rejected(List.of(new Violation("email", Reason.TAKEN))),
            Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void theRequestThatTookItAnnouncesItAgainWhenRedelivered() {
        assertThat(decided.outcomeFor(request(FIRST, BODY))).isEqualTo(new Outcome.Announced(decided));
    }

    @Test
    void aTwinElsewhereHearsItAndAnnouncesNothing() {
        assertThat(decided.outcomeFor(request(new Coordinates("signup.requested", 0, 8), BODY)))
                .isEqualTo(new Outcome.Repeated(decided));
    }

    @Test
    void anotherBodyIsAConflict() {
        assertThat(decided.outcomeFor(request(FIRST, new BodyMac("2026", "bb"))))
                .isEqualTo(new Outcome.Conflict(SIGNUP, decided.decidedAt()));
    }

    @Test
    void digestsUnderTwoKeysTellNothing() {
        assertThat(decided.outcomeFor(request(FIRST, new BodyMac("2027", "bb"))))
                .isEqualTo(new Outcome.Announced(decided));
    }

    @Test
    void whatTheDatabaseRefusedIsDecidedWithNothingThatItCouldRefuseAgain() {
        Decided unstorable = Decided.unstorable(request(FIRST, new BodyMac("k\u0000", "aa")), Instant.EPOCH);

        assertThat(unstorable.bodyMac().keyId()).isEqualTo("k");
        assertThat(unstorable.decision())
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.isInternal()).isTrue());
    }

    private static Registration request(Coordinates coordinates, BodyMac body) {
        return new Registration(
                SIGNUP,
                Dialect.OPEN,
                "client",
                body,
                Instant.EPOCH,
                coordinates,
                new Profile(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        Map.of(),
                        "en",
                        new OwedMail(Purpose.NONE, null)),
                new Claims(null, null, null),
                false,
                null,
                null,
                null,
                null,
                100);
    }
}
