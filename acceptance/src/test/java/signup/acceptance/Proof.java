package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A proof of work, done as the protocol of ALTCHA says. */
record Proof(String payload) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Fetches a challenge and does its work. */
    static Proof fresh(Api api) {
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
