package signup.ingress.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageSettingsTest {

    @Test
    void linksByDefault() {
        LinkSettings links = Settings.of().links();

        assertThat(links.password().minLength()).isEqualTo(8);
        assertThat(links.password().maxLength()).isEqualTo(128);
        assertThat(links.password().minClasses()).isEqualTo(3);
    }

    @Test
    void linksAsSet() {
        LinkSettings links = Settings.of(
                        "links.password.min-length", "12",
                        "links.password.max-length", "64",
                        "links.password.min-classes", "4")
                .links();

        assertThat(links.password()).isEqualTo(new LinkSettings.Password(12, 64, 4));
    }

    @Test
    void trustedProxies() {
        assertThat(Settings.of().http())
                .isEqualTo(new HttpSettings(
                        List.of(),
                        HttpSettings.ForwardingHeader.X_FORWARDED_FOR,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        20_000,
                        1_000));
        assertThat(Settings.of(
                                "http.trusted-proxies", "10.0.0.0/8, 192.0.2.7",
                                "http.forwarding-header", "forwarded",
                                "http.head-timeout", "3s",
                                "http.body-timeout", "7s",
                                "http.max-connections", "50",
                                "http.max-connections-per-address", "5")
                        .http())
                .isEqualTo(new HttpSettings(
                        List.of("10.0.0.0/8", "192.0.2.7"),
                        HttpSettings.ForwardingHeader.FORWARDED,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(7),
                        50,
                        5));
        assertThatThrownBy(() -> Settings.of("http.head-timeout", "0s"))
                .hasRootCauseMessage("signup.http: head-timeout and body-timeout are at least 1 ms");
    }

    @Test
    void theReferenceIsServedUnlessItIsSwitchedOff() {
        assertThat(Settings.of().docs().enabled()).isTrue();
        assertThat(Settings.of("docs.enabled", "false").docs().enabled()).isFalse();
    }

    @Test
    void authenticByDefault() {
        AuthenticSettings authentic = Settings.of().authentic();

        assertThat(authentic.onTimeout()).isEqualTo(DialectSettings.OnTimeout.PENDING);
        assertThat(authentic.extendedResponse()).isFalse();
        assertThat(authentic.password()).isEqualTo(new AuthenticSettings.Password(1, 0));
    }

    @Test
    void authenticAsSet() {
        AuthenticSettings authentic = Settings.of(
                        "authentic.on-timeout", "unavailable",
                        "authentic.extended-response", "true",
                        "authentic.password.min-length", "8",
                        "authentic.password.min-classes", "3")
                .authentic();

        assertThat(authentic)
                .isEqualTo(new AuthenticSettings(
                        DialectSettings.OnTimeout.UNAVAILABLE, true, new AuthenticSettings.Password(8, 3)));
    }

    @Test
    void theProfileByDefault() {
        assertThat(Settings.of().profile().attributes())
                .hasSize(12)
                .containsEntry("gender", ProfileSettings.Type.STRING)
                .containsEntry("address_street", ProfileSettings.Type.STRING)
                .containsEntry("birthdate", ProfileSettings.Type.DATE)
                .containsEntry("mobile", ProfileSettings.Type.PHONE_NUMBER);
    }

    @Test
    void theProfileAsSet() {
        ProfileSettings profile = Settings.of(
                        "profile.attributes.home_postcode", "fr_postcode",
                        "profile.attributes.newsletter", "boolean",
                        "profile.attributes.title", "enum",
                        "profile.options.title", "Mr,Mrs",
                        "profile.attributes.mobile", "none")
                .profile();

        assertThat(profile.attributes())
                .containsEntry("home_postcode", ProfileSettings.Type.FR_POSTCODE)
                .containsEntry("newsletter", ProfileSettings.Type.BOOLEAN)
                .containsEntry("title", ProfileSettings.Type.ENUM)
                .doesNotContainKey("mobile")
                .containsKey("phone");
        assertThat(profile.options()).isEqualTo(Map.of("title", List.of("Mr", "Mrs")));
    }

    @Test
    void anEnumNeedsValues() {
        assertThatThrownBy(() -> Settings.of("profile.attributes.title", "enum"))
                .hasRootCauseMessage(
                        "The profile attribute title is an enum without values: set signup.profile.options.title");
    }

    @Test
    void saymonByDefault() {
        SaymonSettings saymon = Settings.of().saymon();

        assertThat(saymon.enabled()).isFalse();
        assertThat(saymon.anonymous()).isFalse();
        assertThat(saymon.onTimeout()).isEqualTo(DialectSettings.OnTimeout.PENDING);
        assertThat(saymon.captcha()).isEqualTo(new SaymonSettings.Captcha(Duration.ofMinutes(5), false));
        assertThat(saymon.passwordPolicy()).isEqualTo(new SaymonSettings.Policy(1, 0, 0, 0, 0));
        assertThat(saymon.permissions()).hasSize(6).startsWith("manage-objects");
        assertThat(saymon.objectPermissions()).isEqualTo(new SaymonSettings.ObjectPermissions(List.of(), List.of()));
    }

    @Test
    void saymonAsSet() {
        SaymonSettings saymon = Settings.of(
                        "saymon.enabled", "true",
                        "saymon.anonymous", "true",
                        "saymon.on-timeout", "unavailable",
                        "saymon.captcha.lifetime", "2m",
                        "saymon.captcha.reveal-answer", "true",
                        "saymon.password-policy.length", "8",
                        "saymon.password-policy.min-lowercase", "1",
                        "saymon.password-policy.min-capital", "2",
                        "saymon.password-policy.min-digits", "3",
                        "saymon.password-policy.min-special", "4",
                        "saymon.permissions", "manage-objects",
                        "saymon.object-permissions.include", "817,818",
                        "saymon.object-permissions.exclude", "819")
                .saymon();

        assertThat(saymon)
                .isEqualTo(new SaymonSettings(
                        true,
                        true,
                        DialectSettings.OnTimeout.UNAVAILABLE,
                        new SaymonSettings.Captcha(Duration.ofMinutes(2), true),
                        new SaymonSettings.Policy(8, 1, 2, 3, 4),
                        List.of("manage-objects"),
                        new SaymonSettings.ObjectPermissions(List.of("817", "818"), List.of("819"))));
    }
}
