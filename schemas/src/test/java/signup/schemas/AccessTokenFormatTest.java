package signup.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenFormatTest {

    private static final Map<String, Object> COMPLETE =
            Map.of("user_id", 7L, "token_type", "access", "iat", 1, "exp", 2, "jti", "id");

    @Test
    void aCompleteTokenHasAllFiveClaims() {
        assertThat(AccessTokenFormat.isComplete(COMPLETE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_id", "token_type", "iat", "exp", "jti"})
    void eachOfThemIsNeeded(String claim) {
        Map<String, Object> claims = new HashMap<>(COMPLETE);
        claims.remove(claim);
        assertThat(AccessTokenFormat.isComplete(claims)).isFalse();
    }

    @Test
    void aHolderIsNamedByUserIdElseBySubjectElseByClient() {
        assertThat(AccessTokenFormat.name(Map.of("user_id", 7, "sub", "ada"))).isEqualTo("user:7");
        assertThat(AccessTokenFormat.name(Map.of("user_id", "7", "sub", "ada"))).isEqualTo("jwt:ada");
        assertThat(AccessTokenFormat.name(Map.of("client_id", "crm", "azp", "shop")))
                .isEqualTo("jwt-client:crm");
        assertThat(AccessTokenFormat.name(Map.of("sub", " ", "azp", "shop"))).isEqualTo("jwt-client:shop");
    }

    @Test
    void aTokenOfNobodyIsTold() {
        Map<String, Object> nobody = Map.of("user_id", 7.5, "sub", "", "client_id", 7, "iss", "https://id.example.org");

        assertThat(AccessTokenFormat.namesHolder(nobody)).isFalse();
        assertThatThrownBy(() -> AccessTokenFormat.name(nobody)).isInstanceOf(IllegalArgumentException.class);
        assertThat(AccessTokenFormat.namesHolder(COMPLETE)).isTrue();
    }

    @Test
    void rolesAreWordsOrListsOfWords() {
        assertThat(AccessTokenFormat.roles(
                        Map.of("role", "editor", "roles", List.of("a", "b"), "scope", "read  write"), Set.of()))
                .containsExactlyInAnyOrder("editor", "a", "b", "read", "write");
        assertThat(AccessTokenFormat.roles(Map.of("user_id", 1), Set.of(1L))).containsExactly("admin");
        assertThat(AccessTokenFormat.roles(Map.of("scope", "administrator"), Set.of(1L)))
                .doesNotContain("admin");
    }
}
