package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A proof of work, done as the protocol of ALTCHA says. */
public record Proof(String payload) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern EXPIRY = Pattern.compile("expires=(\\d+)");

    /** Fetches a challenge and does its work. */
    public static Proof fresh(Api api) {
        HttpResponse<String> response = api.get("/signups/challenge");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode challenge = JSON.readTree(response.body());
        assertThat(challenge.get("algorithm").asString()).isEqualTo("SHA-256");
        int number = number(
                challenge.get("salt").asString(),
                challenge.get("challenge").asString(),
                challenge.get("maxnumber").asInt());
        String json = "{\"algorithm\":\"SHA-256\",\"challenge\":%s,\"number\":%d,\"salt\":%s,\"signature\":%s}"
                .formatted(challenge.get("challenge"), number, challenge.get("salt"), challenge.get("signature"));
        return new Proof(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Until when it is taken. */
    public Instant expiry() {
        Matcher expiry = EXPIRY.matcher(json().get("salt").asString());
        assertThat(expiry.find()).isTrue();
        return Instant.ofEpochSecond(Long.parseLong(expiry.group(1)));
    }

    /** The same with a number that proves nothing. */
    public Proof withAnotherNumber() {
        ObjectNode json = json();
        return of(json.put("number", json.get("number").asInt() + 1));
    }

    /** The same with a later expiry written into it, the hash computed anew. */
    public Proof prolonged() {
        ObjectNode json = json();
        String salt = EXPIRY.matcher(json.get("salt").asString()).replaceFirst("expires=9999999999");
        byte[] hash = sha256(salt + json.get("number").asInt());
        return of(json.put("salt", salt).put("challenge", HexFormat.of().formatHex(hash)));
    }

    /** The same with a signature of the right form that is not ours. */
    public Proof signedByAnother() {
        return of(json().put("signature", "0f".repeat(32)));
    }

    private ObjectNode json() {
        return (ObjectNode) JSON.readTree(Base64.getDecoder().decode(payload));
    }

    private static Proof of(ObjectNode json) {
        return new Proof(Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(json)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String salt, String challenge, int most) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] target = HexFormat.of().parseHex(challenge);
            for (int number = 0; number <= most; number++) {
                if (Arrays.equals(sha256.digest((salt + number).getBytes(StandardCharsets.UTF_8)), target)) {
                    return number;
                }
            }
            throw new AssertionError("The challenge has no solution");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
