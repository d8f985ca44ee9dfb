package signup.registration.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DealingCodesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final CodeKey INVITE = new CodeKey(CodeKind.INVITE, "invite");
    private static final CodeKey PROMO = new CodeKey(CodeKind.PROMO, "promo");

    @Test
    void aCodeThatWasNeverIssuedIsUnknown() {
        assertThat(new DealingCodes(List.of()).refusalsOf(signup("invite", "promo")))
                .containsExactly(
                        new Violation("invite_code", Reason.CODE_UNKNOWN),
                        new Violation("promo_code", Reason.CODE_UNKNOWN));
    }

    @Test
    void anInviteAndAPromoCodeMayHaveOneName() {
        DealingCodes dealing = new DealingCodes(List.of(code(new CodeKey(CodeKind.PROMO, "same"), null, null, 1)));

        assertThat(dealing.refusalsOf(signup("same", "same")))
                .containsExactly(new Violation("invite_code", Reason.CODE_UNKNOWN));
    }

    @Test
    void whatWasDealtIsLeftToNobodyElse() {
        DealingCodes dealing = new DealingCodes(List.of(code(INVITE, null, null, 1), code(PROMO, null, null, null)));
        Registration first = signup("invite", "promo");

        assertThat(dealing.refusalsOf(first)).isEmpty();
        dealing.deal(first);

        assertThat(dealing.refusalsOf(signup("invite", "promo")))
                .containsExactly(new Violation("invite_code", Reason.CODE_SPENT));
        assertThat(dealing.uses())
                .extracting(use -> use.code().key(), CodeUse::signupId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(INVITE, first.signupId()),
                        org.assertj.core.groups.Tuple.tuple(PROMO, first.signupId()));
    }

    @Test
    void itsDatesIncludeTheFirstMomentAndNotTheLast() {
        assertThat(refusal(code(PROMO, NOW, NOW.plusSeconds(1), null))).isEmpty();
        assertThat(refusal(code(PROMO, NOW.plusSeconds(1), null, null)))
                .containsExactly(new Violation("promo_code", Reason.CODE_UNKNOWN));
        assertThat(refusal(code(PROMO, null, NOW, null)))
                .containsExactly(new Violation("promo_code", Reason.CODE_EXPIRED));
    }

    /** Whoever guesses a code that is another's is not told that there is one, not even that it was. */
    @Test
    void aCodeOfAnotherAddressIsUnknownEvenWhenItIsSpentOrExpired() {
        Code bound = new Code(1, INVITE, null, NOW, 0, "other@example.org", null, List.of());

        assertThat(new DealingCodes(List.of(bound)).refusalsOf(signup("invite", null)))
                .containsExactly(new Violation("invite_code", Reason.CODE_UNKNOWN));
    }

    @Test
    void whatSomebodyHasIsNotReplacedByWhatTheyInherit() {
        Code carrying = new Code(1, INVITE, null, null, 1, "ada@example.org", "editor", List.of(2L, 3L));

        assertThat(new DealingCodes(List.of(carrying))
                        .deal(signup("invite", null, "moderator"))
                        .profile())
                .returns("moderator", Profile::role)
                .returns(List.of(1L, 2L, 3L), Profile::tags);
        assertThat(new DealingCodes(List.of(carrying))
                        .deal(signup("invite", null, null))
                        .profile()
                        .role())
                .isEqualTo("editor");
    }

    private static List<Violation> refusal(Code promo) {
        return new DealingCodes(List.of(promo)).refusalsOf(signup(null, "promo"));
    }

    private static Code code(CodeKey key, Instant from, Instant until, Integer left) {
        return new Code(1, key, from, until, left, null, null, List.of());
    }

    private static Registration signup(String invite, String promo) {
        return signup(invite, promo, null);
    }

    private static Registration signup(String invite, String promo, String role) {
        return new Registration(
                UUID.randomUUID(),
                Dialect.SELFCOMMUNITY_ACCOUNT,
                "client",
                new BodyMac("k", "00"),
                NOW,
                new Coordinates("t", 0, 0),
                new Profile(
                        "ada",
                        "Ada@example.org",
                        null,
                        null,
                        null,
                        null,
                        role,
                        List.of(1L, 2L),
                        Map.of(),
                        "en",
                        new OwedMail(Purpose.NONE, null)),
                new Claims("ada", "ada@example.org", null),
                false,
                null,
                invite,
                promo,
                null,
                100);
    }
}
