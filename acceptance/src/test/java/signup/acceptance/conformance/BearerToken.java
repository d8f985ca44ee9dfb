package signup.acceptance.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * JWTs as rows describe them: {@code user_id=1 exp=-60}. A claim is a number, a JSON text or list, or a bare word; times are
 * seconds from now; what has no value is left out. {@code alg} and {@code secret} tell how it is signed.
 */
final class BearerToken {

    private static final String SECRET = "local-development-secret-do-not-use-elsewhere";
    private static final Pattern ENTRY = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\[[^\\]]*]|\\S*)");
    private static final Pattern JSON = Pattern.compile("-?\\d+|\".*\"|\\[.*]");
    private static final Set<String> TIMES = Set.of("iat", "exp", "nbf");
    private static final Map<String, String> MACS = Map.of("HS256", "HmacSHA256", "HS512", "HmacSHA512");

    private BearerToken() {}

    static String of(String description) {
        Map<String, String> claims = new LinkedHashMap<>(Map.of(
                "token_type",
                "access",
                "iat",
                "0",
                "exp",
                "600",
                "jti",
                UUID.randomUUID().toString()));
        Matcher entry = ENTRY.matcher(description);
        while (entry.find()) {
            claims.put(entry.group(1), entry.group(2));
        }
        String algorithm = claims.containsKey("alg") ? claims.remove("alg") : "HS256";
        String secret = claims.containsKey("secret") ? claims.remove("secret") : SECRET;
        String signed = encoded("{\"alg\":\"" + algorithm + "\"}") + "." + encoded(json(claims));
        return signed + "." + signature(algorithm, secret, signed);
    }

    private static String json(Map<String, String> claims) {
        long now = Instant.now().getEpochSecond();
        return claims.entrySet().stream()
                .filter(claim -> !claim.getValue().isEmpty())
                .map(claim -> "\"" + claim.getKey() + "\":"
                        + (TIMES.contains(claim.getKey())
                                ? String.valueOf(now + Long.parseLong(claim.getValue()))
                                : value(claim.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(String text) {
        return JSON.matcher(text).matches() ? text : "\"" + text + "\"";
    }

    /** Of key pairs nobody here has one, so theirs is no signature. */
    private static String signature(String algorithm, String secret, String signed) {
        String mac = MACS.get(algorithm);
        if (mac == null) {
            return algorithm.equals("none") ? "" : encoded("no signature");
        }
        try {
            Mac keyed = Mac.getInstance(mac);
            keyed.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac));
            return base64(keyed.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
