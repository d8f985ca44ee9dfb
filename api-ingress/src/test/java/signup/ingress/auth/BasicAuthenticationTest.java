package signup.ingress.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signup.ingress.settings.AuthSettings.BasicClient;

class BasicAuthenticationTest {

    /** SHA-256 of {@code local}. */
    private static final String LOCAL = "25BF8E1A2393F1108D37029B3DF5593236C755742EC93465BBAFA9B290BDDCF6";

    private final BasicAuthentication basic =
            new BasicAuthentication(Map.of("local", new BasicClient(LOCAL, Set.of("add_user"), Set.of())));

    @Test
    void aClientWithItsSecretMayWhatItMay() {
        Client client = basic.authenticate(encoded("local:local")).caller().orElseThrow();

        assertThat(client.id()).isEqualTo("local");
        assertThat(client.may("add_user")).isTrue();
        assertThat(client.may("manage-users")).isFalse();
        assertThat(client.isAdmin()).isFalse();
    }

    @Test
    void everythingElseIsRefused() {
        for (String credentials : new String[] {"local:wrong", "local:", "other:local", ":", ":local", "local", ""}) {
            assertThat(basic.authenticate(encoded(credentials))).isEqualTo(Authentication.REFUSED);
        }
        assertThat(basic.authenticate("***")).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void nobodyIsNamedAsThoseAreWhoDoNotSayWhoTheyAre() {
        Map<String, BasicClient> clients = Map.of("anonymous", new BasicClient(LOCAL, Set.of(), Set.of()));

        assertThatThrownBy(() -> new BasicAuthentication(clients))
                .hasMessageContaining("signup.auth.clients.anonymous");
    }

    @Test
    void theStarIsEveryPermission() {
        assertThat(new Client("a", Set.of("*"), Set.of()).may("anything")).isTrue();
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
