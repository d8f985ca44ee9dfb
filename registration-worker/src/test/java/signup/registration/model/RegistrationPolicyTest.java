package signup.registration.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationPolicyTest {

    private static final UUID SUB = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    private final RegistrationPolicy policy = new RegistrationPolicy(
            Map.of(Dialect.AUTHENTIC, new Uniqueness(true, false, true)),
            sub -> "https://signup.example/avatars/" + sub,
            Duration.ofMinutes(1),
            5);

    @Test
    void aSoundSignupBreaksNoRule() {
        assertThat(policy.violations(signup(Dialect.SAYMON, "ada", "ada@example.org", "7")))
                .isEmpty();
    }

    @Test
    void aSignupNeedsNoIdentity() {
        assertThat(policy.violations(signup(Dialect.AUTHENTIC, null, null, null)))
                .isEmpty();
    }

    @Test
    void everyBrokenRuleIsNamedAtOnceInTheOrderOfTheFields() {
        Registration broken = new Registration(
                UUID.randomUUID(),
                Dialect.UNKNOWN,
                "client",
                new BodyMac("k", "00"),
                Instant.EPOCH,
                new Coordinates("t", 0, 0),
                profile("a\u0000da", "x".repeat(2001), "\u0000", List.of(0L)),
                new Claims("a\u0000da", "x".repeat(2001), "\u0000"),
                false,
                null,
                null,
                null,
                new Challenge("c", false),
                100);

        assertThat(policy.violations(broken))
                .containsExactly(
                        new Violation("username", Reason.INVALID),
                        new Violation("email", Reason.INVALID),
                        new Violation("ext_id", Reason.INVALID),
                        new Violation(null, Reason.INVALID),
                        new Violation("challenge", Reason.CHALLENGE_FAILED));
    }

    @Test
    void aKeyThatNormalizationMakesTooLongForAnIndexIsInvalid() {
        Registration longKey = registration(
                Dialect.SAYMON,
                profile("short", null, null, List.of()),
                new Claims("é".repeat(1001), null, null),
                null);

        assertThat(policy.violations(longKey)).containsExactly(new Violation("username", Reason.INVALID));
    }

    @ParameterizedTest
    @CsvSource({
        "SELFCOMMUNITY_SSO, ACTIVE",
        "SELFCOMMUNITY_ACCOUNT, PENDING",
        "AUTHENTIC, ACTIVE",
        "SAYMON, PENDING",
        "OPEN, PENDING"
    })
    void theDialectSaysWhetherAUserIsActiveAtOnce(Dialect dialect, Status status) {
        assertThat(policy.newUser(signup(dialect, "ada", null, null), SUB).status())
                .isEqualTo(status);
    }

    @Test
    void aDialectClaimsWhatItsSettingsSay() {
        assertThat(policy.newUser(signup(Dialect.AUTHENTIC, "ada", "ada@example.org", "7"), SUB)
                        .claims())
                .isEqualTo(new Claims("ada", null, "7"));
        assertThat(policy.newUser(signup(Dialect.OPEN, "ada", "ada@example.org", "7"), SUB)
                        .claims())
                .isEqualTo(new Claims("ada", "ada@example.org", "7"));
    }

    @Test
    void onlyWhoGaveAPictureHasAnAvatar() {
        Registration withPicture = registration(
                Dialect.OPEN,
                profile("ada", null, null, List.of()),
                new Claims("ada", null, null),
                new Picture(null, null, "https://pictures.example/1"));

        assertThat(policy.newUser(withPicture, SUB).avatarUrl()).isEqualTo("https://signup.example/avatars/" + SUB);
        assertThat(policy.newUser(signup(Dialect.OPEN, "ada", null, null), SUB).avatarUrl())
                .isNull();
    }

    private static Registration signup(Dialect dialect, String username, String email, String extId) {
        return registration(
                dialect, profile(username, email, extId, List.of(1L)), new Claims(username, email, extId), null);
    }

    private static Registration registration(Dialect dialect, Profile profile, Claims identity, Picture picture) {
        return new Registration(
                UUID.randomUUID(),
                dialect,
                "client",
                new BodyMac("k", "00"),
                Instant.EPOCH,
                new Coordinates("t", 0, 0),
                profile,
                identity,
                false,
                picture,
                null,
                null,
                new Challenge("c", true),
                100);
    }

    private static Profile profile(String username, String email, String extId, List<Long> tags) {
        return new Profile(
                username, email, extId, null, null, null, null, tags, Map.of(), "en", new OwedMail(Purpose.NONE, null));
    }
}
