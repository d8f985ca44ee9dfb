package signup.ingress.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import signup.events.MailPurpose;
import signup.ingress.settings.DialectSettings.OnTimeout;
import signup.ingress.settings.IngressSettings.Metadata.Field;
import signup.ingress.settings.IngressSettings.Metadata.Type;

class IngressSettingsTest {

    @Test
    void theDefaults() {
        IngressSettings settings = Settings.of();

        assertThat(settings.absolute("/signups/1")).isEqualTo("https://signup.example.org/signups/1");
        assertThat(settings.keys().of("password")).isEqualTo(Path.of("keys/password"));
        assertThat(settings.topics()).isEqualTo(new IngressSettings.Topics(false, null));
        assertThat(settings.auth().adminUserIds()).isEmpty();
        assertThat(settings.auth().clients()).isEmpty();
        assertThat(settings.auth().jwt())
                .isEqualTo(
                        new AuthSettings.Jwt(null, null, null, null, Duration.ofSeconds(30), Duration.ofSeconds(60)));
        assertThat(settings.ingress())
                .isEqualTo(new AcceptanceSettings(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        20_000,
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(64)));
        assertThat(settings.selfcommunitySso().onTimeout()).isEqualTo(OnTimeout.PENDING);
        assertThat(settings.selfcommunityAccount().onTimeout()).isEqualTo(OnTimeout.PENDING);
        assertThat(settings.mailOf("selfcommunity-sso", MailPurpose.NONE)).isEqualTo(MailPurpose.NONE);
        assertThat(settings.metadata().fields()).isEmpty();
        assertThat(settings.inviteCode()).isEqualTo(new IngressSettings.InviteCode(false, false));
        assertThat(settings.promoCode()).isEqualTo(new IngressSettings.PromoCode(false));
        assertThat(settings.open().proof()).isEqualTo(new OpenSettings.Proof(200_000, Duration.ofMinutes(10)));
        assertThat(settings.cors().origins()).isEmpty();
    }

    @Test
    void allOfThemSet() {
        String digest = "ab".repeat(32);
        IngressSettings settings = Settings.of(
                "public-url", "http://localhost:8080/base/",
                "keys.folder", "/etc/signup/keys",
                "topics.create", "true",
                "topics.partitions", "4",
                "auth.jwt.secret", "s",
                "auth.jwt.jwks-uri", "https://id.example.org/jwks",
                "auth.jwt.issuer", "https://id.example.org",
                "auth.jwt.audience", "signup",
                "auth.jwt.clock-skew", "1m",
                "auth.jwt.remembered", "0s",
                "auth.admin-user-ids", "1,2",
                "auth.clients.crm.secret-sha256", digest,
                "auth.clients.crm.permissions", "add_user,manage-users",
                "auth.clients.crm.roles", "admin",
                "ingress.reply-timeout", "8s",
                "ingress.retry-after", "1s",
                "ingress.max-open-exchanges", "7",
                "ingress.max-body", "2MB",
                "ingress.max-bodies", "9MB",
                "selfcommunity-sso.on-timeout", "unavailable",
                "selfcommunity-account.on-timeout", "unavailable",
                "notify.selfcommunity-sso", "confirmation",
                "metadata.fields.Favourite_team.label", "Team",
                "metadata.fields.Favourite_team.type", "enum",
                "metadata.fields.Favourite_team.options", "red,blue",
                "metadata.fields.Favourite_team.mandatory", "true",
                "invite-code.enabled", "true",
                "invite-code.optional", "true",
                "promo-code.enabled", "true",
                "open.proof.difficulty", "7",
                "open.proof.lifetime", "3m",
                "cors.origins", "https://www.example.org,http://localhost:3000");

        assertThat(settings.open().proof()).isEqualTo(new OpenSettings.Proof(7, Duration.ofMinutes(3)));
        assertThat(settings.cors().origins()).containsExactly("https://www.example.org", "http://localhost:3000");

        assertThat(settings.absolute("/x")).isEqualTo("http://localhost:8080/base/x");
        assertThat(settings.keys().folder()).isEqualTo(Path.of("/etc/signup/keys"));
        assertThat(settings.topics()).isEqualTo(new IngressSettings.Topics(true, 4));
        assertThat(settings.auth().jwt())
                .isEqualTo(new AuthSettings.Jwt(
                        "s",
                        URI.create("https://id.example.org/jwks"),
                        "https://id.example.org",
                        "signup",
                        Duration.ofMinutes(1),
                        Duration.ZERO));
        assertThat(settings.auth().adminUserIds()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(settings.auth().clients())
                .containsEntry(
                        "crm",
                        new AuthSettings.BasicClient(digest, Set.of("add_user", "manage-users"), Set.of("admin")));
        assertThat(settings.ingress())
                .isEqualTo(new AcceptanceSettings(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(1),
                        7,
                        DataSize.ofMegabytes(2),
                        DataSize.ofMegabytes(9)));
        assertThat(settings.selfcommunitySso().onTimeout()).isEqualTo(OnTimeout.UNAVAILABLE);
        assertThat(settings.selfcommunityAccount().onTimeout()).isEqualTo(OnTimeout.UNAVAILABLE);
        assertThat(settings.mailOf("selfcommunity-sso", MailPurpose.NONE)).isEqualTo(MailPurpose.CONFIRMATION);
        assertThat(settings.metadata().fields())
                .containsEntry("Favourite_team", new Field("Team", Type.ENUM, List.of("red", "blue"), true));
        assertThat(settings.inviteCode()).isEqualTo(new IngressSettings.InviteCode(true, true));
        assertThat(settings.promoCode()).isEqualTo(new IngressSettings.PromoCode(true));
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThatThrownBy(() -> Settings.of("public-url", "ftp://x"))
                .hasRootCauseMessage("signup.public-url must be set to the http(s) URL of this service");
        assertThatThrownBy(() -> Settings.of("ingress.max-body", "2MB", "ingress.max-bodies", "1MB"))
                .hasRootCauseMessage("signup.ingress.max-bodies is at least signup.ingress.max-body");
        assertThatThrownBy(() -> Settings.of("auth.clients.crm.secret-sha256", "short"))
                .hasRootCauseMessage("secret-sha256 must be 64 hex digits");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(Settings.of("auth.jwt.secret", "very-secret", "auth.clients.crm.secret-sha256", "cd".repeat(32))
                        .toString())
                .doesNotContain("very-secret")
                .doesNotContain("cdcd");
    }
}
