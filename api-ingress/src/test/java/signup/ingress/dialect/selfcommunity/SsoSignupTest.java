package signup.ingress.dialect.selfcommunity;

import static org.assertj.core.api.Assertions.assertThat;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.command;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.read;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.refusal;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.text;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.violations;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.events.ViolationReason;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;

class SsoSignupTest {

    /** The smallest PNG's beginning, enough for a signature. */
    private static final String PNG =
            Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0});

    private final SsoSignup dialect = SelfCommunityContract.sso();

    @Test
    void everyFieldBecomesPartOfTheCommand() {
        Command command = command(dialect, """
                {"ext_id":"e-1","username":" Ada_L-1 ","real_name":" Ada Lovelace ","email":"ada@example.org",
                 "password":" Sesam-1 ! ","role":"moderator","tags":[3,1],"avatar_base64":"image/png;base64,%s","unknown":{}}
                """.formatted(PNG));

        assertThat(command.extId()).isEqualTo("e-1");
        assertThat(command.username()).isEqualTo("Ada_L-1");
        assertThat(command.realName()).isEqualTo("Ada Lovelace");
        assertThat(command.email()).isEqualTo("ada@example.org");
        assertThat(command.password()).isNotNull();
        assertThat(command.role()).isEqualTo("moderator");
        assertThat(command.tags()).containsExactly(3L, 1L);
        assertThat(command.avatar().getContentType()).isEqualTo("image/png");
        assertThat(command.mail()).isEqualTo(new Mail(MailPurpose.NONE, null));
        assertThat(command.locale()).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | username:required",
                "{`username`:null} | username:null",
                "{`username`:``} | username:blank",
                "{`username`:`  `} | username:blank",
                "{`username`:`a b`} | username:invalid",
                "{`username`:`é`} | username:invalid",
                "{`username`:{}} | username:invalid",
                "{`username`:true} | username:invalid",
                "{`username`:12} | ~~",
                "{`username`:`a\\u0000`} | username:invalid",
                "{`username`:`a`,`ext_id`:7} | ~~",
                "{`username`:`a`,`email`:`a@localhost`} | email:invalid",
                "{`username`:`a`,`email`:`\\\"a b\\\"@example.org`} | email:invalid",
                "{`username`:`a`,`email`:`zoé@café.example`} | ~~",
                "{`username`:`a`,`ext_id`:1.50} | ext_id:invalid",
                "{`username`:`a`,`ext_id`:1e999} | ext_id:invalid",
                "{`username`:`a`,`ext_id`:``} | ext_id:blank",
                "{`username`:`a`,`email`:`nobody`} | email:invalid",
                "{`username`:`a`,`email`:`nobody@localhost`} | email:invalid",
                "{`username`:`a`,`email`:null} | email:null",
                "{`username`:`a`,`real_name`:`a\\ud800`} | real_name:invalid",
                "{`username`:`a`,`real_name`:`\\ud83d\\ude00`} | ~~",
                "{`username`:`a`,`other`:`\\ud800`} | ~~",
                "{`username`:`a`,`password`:`Sesam-1`} | password:min_length",
                "{`username`:`a`,`password`:`sesamsesam1`} | password:password_too_weak",
                "{`username`:`a`,`password`:`aaa`} | password:min_length password:password_too_weak",
                "{`username`:`a`,`password`:``} | password:blank",
                "{`username`:`a`,`password`:null} | password:null",
                "{`username`:`a`,`password`:12345678} | password:invalid",
                "{`username`:`a`,`role`:null,`tags`:null} | ~~",
                "{`username`:`a`,`role`:`king`} | role:invalid",
                "{`username`:`a`,`tags`:[]} | ~~",
                "{`username`:`a`,`tags`:[`12`]} | ~~",
                "{`username`:`a`,`tags`:`3`} | tags:invalid",
                "{`username`:`a`,`tags`:[0]} | tags:invalid",
                "{`username`:`a`,`tags`:[1.5]} | tags:invalid",
                "{`username`:`a`,`tags`:[9007199254740992]} | tags:invalid",
                "{`username`:`a`,`tags`:[9007199254740991]} | ~~",
                "{`username`:`a`,`tags`:[99999999999999999999999999]} | tags:invalid",
                "{`username`:`a`,`tags`:[null]} | tags:invalid",
                "{`username`:`a`,`avatar`:`https://example.org/a.png`} | ~~",
                "{`username`:`a`,`avatar`:`ftp://example.org/a.png`} | avatar:invalid",
                "{`username`:`a`,`avatar`:`x`,`avatar_base64`:`y`} | avatar:invalid",
                "{`username`:`a`,`avatar`:null,`avatar_base64`:null} | avatar_base64:null avatar:null",
                "{`username`:`a`,`avatar`:null,`avatar_base64`:`x`} | avatar:null avatar_base64:invalid",
                "{`username`:`a`,`avatar`:`https://example.org/a.png`,`avatar_base64`:null} | avatar_base64:null",
                "{`username`:`a`,`avatar_base64`:`image/png;base64,AAAA`} | avatar_base64:invalid",
                "{`username`:`a`,`avatar_base64`:`image/png;base64,***`} | avatar_base64:invalid",
                "{`username`:`a`,`avatar_base64`:`hello`} | avatar_base64:invalid",
                "{`username`:`b`,`username`:`a b`} | username:invalid",
                "{`username`:`a b`,`username`:`b`} | ~~",
                "{`email`:`x`,`tags`:3,`role`:`x`} | username:required email:invalid role:invalid tags:invalid"
            })
    void eachRuleIsNamed(String body, String violations) {
        assertThat(violations(dialect, body.replace('`', '"'))).isEqualTo(violations);
    }

    @Test
    void lengthsAreCountedInCharacters() {
        assertThat(violations(dialect, "{\"username\":\"" + "a".repeat(255) + "\"}"))
                .isEmpty();
        assertThat(violations(dialect, "{\"username\":\"" + "a".repeat(256) + "\"}"))
                .isEqualTo("username:max_length");
        assertThat(violations(dialect, "{\"username\":\"a\",\"real_name\":\"" + "😀".repeat(255) + "\"}"))
                .isEmpty();
        assertThat(violations(dialect, "{\"username\":\"a\",\"password\":\"Aa1-" + "x".repeat(125) + "\"}"))
                .isEqualTo("password:max_length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png;base64,", "data:image/png;base64,", "DATA:image/jpeg;base64,"})
    void aPictureIsWhatItsSignatureSays(String prefix) {
        Command command = command(dialect, "{\"username\":\"a\",\"avatar_base64\":\"" + prefix + PNG + "\"}");

        assertThat(command.avatar().getContentType()).isEqualTo("image/png");
    }

    @Test
    void aWebpPictureIsARiffContainer() {
        String body = "{\"username\":\"a\",\"avatar_base64\":\"image/webp;base64,%s\"}";

        assertThat(violations(dialect, body.formatted(base64("AAAAAAAAWEBP")))).isEqualTo("avatar_base64:invalid");
        assertThat(violations(dialect, body.formatted(base64("RIFFAAAAWAVE")))).isEqualTo("avatar_base64:invalid");
        assertThat(command(dialect, body.formatted(base64("RIFFAAAAWEBP")))
                        .avatar()
                        .getContentType())
                .isEqualTo("image/webp");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aPictureHasItsBounds() {
        byte[] large = new byte[InlineAvatar.MOST_BYTES + 1];
        System.arraycopy(Base64.getDecoder().decode(PNG), 0, large, 0, 9);
        String body = "{\"username\":\"a\",\"avatar_base64\":\"image/png;base64,"
                + Base64.getEncoder().encodeToString(large) + "\"}";

        assertThat(violations(dialect, body)).isEqualTo("avatar_base64:max_length");
    }

    @Test
    void allViolationsComeInTheVendorsForm() {
        assertThat(refusal(dialect, "{\"username\":\"a b\",\"password\":\"aaa\"}"))
                .isEqualTo("{\"errors\":[{\"field\":\"username\",\"messages\":[{\"message\":"
                        + "\"Enter a valid username. It may contain only letters, numbers and -/_ characters.\","
                        + "\"code\":\"invalid\"}]},{\"field\":\"password\",\"messages\":[{\"message\":"
                        + "\"Ensure this field has at least 8 characters.\",\"code\":\"min_length\"},{\"message\":"
                        + "\"The password is too weak: it must contain at least 3 of: lower case letters, upper case"
                        + " letters, numbers, special characters.\",\"code\":\"password_too_weak\"}]}]}");
    }

    @Test
    void theAnswerHasTheDocumentedKeysInTheirOrder() {
        assertThat(text(dialect.created(user("ada@example.org", "editor", List.of(3L, 1L), "https://x/avatars/1"))))
                .isEqualTo("{\"id\":7,\"ext_id\":\"e-1\",\"username\":\"ada\",\"email\":\"ada@example.org\","
                        + "\"role\":\"editor\",\"tags\":[3,1],\"avatar\":\"https://x/avatars/1\"}");
        assertThat(text(dialect.created(user(null, null, List.of(), null))))
                .isEqualTo("{\"id\":7,\"ext_id\":\"e-1\",\"username\":\"ada\",\"role\":null,\"tags\":null}");
        assertThat(dialect.created(user(null, null, List.of(), null)).status()).isEqualTo(201);
    }

    @Test
    void onlyAdminsAreAdmitted() {
        assertThat(dialect.admit(authenticated("admin"))).isEmpty();
        assertThat(dialect.admit(authenticated("member"))).contains(new Refusal.Forbidden("admin"));
        assertThat(dialect.admit(Authentication.ANONYMOUS)).contains(new Refusal.Unauthenticated(false));
        assertThat(dialect.admit(Authentication.REFUSED)).contains(new Refusal.Unauthenticated(true));
    }

    @Test
    void whatBelongsToNoFieldIsAnEntryOfItsOwn() {
        assertThat(text(dialect.refused(decided(ViolationReason.INVALID), SelfCommunityContract.NO_LANGUAGE)))
                .isEqualTo("{\"errors\":[{\"message\":\"The request is not valid.\",\"code\":\"invalid\"}]}");
        assertThat(text(dialect.refused(decided(ViolationReason.INTERNAL), SelfCommunityContract.NO_LANGUAGE)))
                .isEqualTo("{\"errors\":[{\"message\":\"The request is not valid.\",\"code\":\"invalid\"}]}");
    }

    private static Refusal decided(ViolationReason reason) {
        return Refusal.decided(List.of(new signup.events.Violation(null, reason)));
    }

    @Test
    void everyRefusalHasAForm() {
        for (Refusal refusal : List.of(
                new Refusal.BadJson("line 1"),
                new Refusal.BadIdempotencyKey(),
                new Refusal.IdempotencyKeyReused(),
                new Refusal.Unauthenticated(false),
                new Refusal.Forbidden("admin"),
                new Refusal.NotFound(),
                new Refusal.MethodNotAllowed("GET", Set.of("POST")),
                new Refusal.TooLarge(1),
                new Refusal.UnsupportedMediaType("text/plain"),
                new Refusal.Throttled(Duration.ofSeconds(1)),
                new Refusal.Internal())) {
            Answer answer = dialect.refused(refusal, SelfCommunityContract.NO_LANGUAGE);

            assertThat(answer.status()).isEqualTo(refusal.kind().status());
            assertThat(text(answer)).matches("\\{\"errors\":\\[\\{\"message\":\".+\",\"code\":\"[a-z_]+\"}]}");
        }
        UUID id = UUID.randomUUID();
        assertThat(text(dialect.refused(
                        new Refusal.Unavailable(Duration.ofSeconds(2), Optional.of(id)),
                        SelfCommunityContract.NO_LANGUAGE)))
                .isEqualTo("{\"errors\":[{\"message\":\"Service temporarily unavailable, try again later.\","
                        + "\"code\":\"unavailable\"}],\"signup_id\":\"" + id + "\"}");
    }

    @Test
    void nothingPersonalIsPrinted() {
        Reading reading = read(dialect, "{\"username\":\"ada\",\"password\":\"Sesam-open-1\"}");

        assertThat(reading.toString()).doesNotContain("ada").doesNotContain("Sesam");
    }

    private static Authentication authenticated(String role) {
        return new Authentication.Authenticated(new Client("user:1", Set.of(), Set.of(role)));
    }

    private static UserCreated user(String email, String role, List<Long> tags, String avatar) {
        UUID id = new UUID(1, 2);
        return new UserCreated(
                id,
                Instant.parse("2026-03-20T13:16:44.991343Z"),
                id,
                id,
                7L,
                signup.events.Dialect.SELFCOMMUNITY_SSO,
                "ada",
                email,
                "e-1",
                null,
                null,
                null,
                role,
                tags,
                Map.of(),
                "en",
                UserStatus.ACTIVE,
                avatar,
                new Mail(MailPurpose.NONE, null));
    }
}
