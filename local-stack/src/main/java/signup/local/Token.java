package signup.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bearer tokens that the services accept in the profile {@code local}: JWTs (RFC 7519) signed with HS256. */
public final class Token {

    /** The one secret of the local profile, which stands in {@code application-local.yml} too. */
    private static final String SECRET = "local-development-secret-do-not-use-elsewhere";

    private static final Duration LIFETIME = Duration.ofDays(30);

    /** Who holds it. */
    public enum Role {
        ADMIN(1),
        MEMBER(2);

        private final int userId;

        Role(int userId) {
            this.userId = userId;
        }
    }

    private Token() {}

    /** A token for that role, good for thirty days. */
    public static String issue(Role role, Instant now, UUID id) {
        String claims =
                "{\"token_type\":\"access\",\"user_id\":%d,\"role\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
                        .formatted(
                                role.userId,
                                role.name().toLowerCase(Locale.ROOT),
                                now.getEpochSecond(),
                                now.plus(LIFETIME).getEpochSecond(),
                                id);
        String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims);
        return signed + "." + base64(hmac(signed));
    }

    private static String encode(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
