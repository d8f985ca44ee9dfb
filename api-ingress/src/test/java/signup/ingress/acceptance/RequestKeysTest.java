package signup.ingress.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.events.BodyMac;
import signup.ingress.json.Json;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

class RequestKeysTest {

    @TempDir
    private Path folder;

    @Test
    void anIdFollowsFromClientDialectAndKey() throws IOException {
        RequestKeys keys = keys("k1", 1);
        UUID id = keys.signupId("user:1", "saymon", new IdempotencyKey("a"));

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(keys.signupId("user:1", "saymon", new IdempotencyKey("a"))).isEqualTo(id);
        assertThat(keys.signupId("user:2", "saymon", new IdempotencyKey("a"))).isNotEqualTo(id);
        assertThat(keys.signupId("user:1", "authentic", new IdempotencyKey("a")))
                .isNotEqualTo(id);
        assertThat(keys.signupId("user:1", "saymo", new IdempotencyKey("na"))).isNotEqualTo(id);
    }

    @Test
    void aBodysDigestNeedsTheKeyAndLeavesOutWhatChangesWithEachTry() throws IOException {
        BodyMac mac = mac(keys("k1", 1), "{\"a\":1,\"captcha\":\"x\"}");

        assertThat(mac.getKeyId()).isEqualTo("k1");
        assertThat(mac.getBytes().remaining()).isEqualTo(32);
        assertThat(mac(keys("k1", 1), "{\"captcha\":\"y\",\"a\":1}")).isEqualTo(mac);
        assertThat(mac(keys("k1", 1), "{\"a\":2}")).isNotEqualTo(mac);
        assertThat(mac(keys("k1", 2), "{\"a\":1}")).isNotEqualTo(mac);
    }

    @Test
    void everyInstanceAndEveryStartDerivesTheSame() throws IOException {
        RequestKeys one = keys("k1", 1);
        RequestKeys other = keys("k1", 1);
        IdempotencyKey key = new IdempotencyKey("a");

        assertThat(other.signupId("user:1", "saymon", key)).isEqualTo(one.signupId("user:1", "saymon", key));
        assertThat(mac(other, "{\"a\":1}")).isEqualTo(mac(one, "{\"a\":1}"));
    }

    private static BodyMac mac(RequestKeys keys, String body) {
        return keys.bodyMac(Json.readObject(body.getBytes(StandardCharsets.UTF_8)), Set.of("captcha"));
    }

    private RequestKeys keys(String id, int content) throws IOException {
        byte[] secret = new byte[32];
        secret[0] = (byte) content;
        Files.writeString(
                folder.resolve(id + KeyRing.SECRET_SUFFIX), Base64.getEncoder().encodeToString(secret));
        return new RequestKeys(KeyRing.read(folder, KeyRing.SECRET_SUFFIX, KeyFormats.secret("HmacSHA256")));
    }
}
