package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TokenTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final UUID ID = UUID.fromString("6f1a9c1e-33a1-4d5f-9d5b-0f6a3c7f9e11");

    @Test
    void anAdminsTokenHasTheFiveClaimsAndTheRole() throws Exception {
        JsonNode claims = claims(Token.issue(Token.Role.ADMIN, NOW, ID));

        assertThat(claims.get("user_id").asInt()).isEqualTo(1);
        assertThat(claims.get("token_type").asText()).isEqualTo("access");
        assertThat(claims.get("iat").asLong()).isEqualTo(1_700_000_000);
        assertThat(claims.get("exp").asLong()).isEqualTo(1_700_000_000 + 30 * 86_400);
        assertThat(claims.get("jti").asText()).isEqualTo(ID.toString());
        assertThat(claims.get("role").asText()).isEqualTo("admin");
    }

    @Test
    void aMemberIsSomebodyElse() throws Exception {
        JsonNode claims = claims(Token.issue(Token.Role.MEMBER, NOW, ID));

        assertThat(claims.get("user_id").asInt()).isEqualTo(2);
        assertThat(claims.get("role").asText()).isEqualTo("member");
    }

    @Test
    void theSignatureIsHmacSha256OfTheLocalSecret() throws Exception {
        String[] parts = Token.issue(Token.Role.ADMIN, NOW, ID).split("\\.");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                "local-development-secret-do-not-use-elsewhere".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

        byte[] expected = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(Base64.getUrlDecoder().decode(parts[2])).isEqualTo(expected);
    }

    private static JsonNode claims(String token) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
