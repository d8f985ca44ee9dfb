package signup.local.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What signups must bring that only the service gives out: solved captchas and proofs of work. A proof serves several
 * requests, because most are refused before anybody looks at it. For many threads.
 */
final class Tickets {

    /** A proof costs the work of a moment. */
    private static final int USES = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private String proof = "";
    private int proofUses;

    record Captcha(String token, String answer) {}

    Tickets(int port) {
        this.port = port;
    }

    Captcha captcha() {
        Wire.Answer issued = get("/node/api/users/captcha");
        return new Captcha(member(issued.text(), "token"), issued.headers().getOrDefault("x-captcha-answer", ""));
    }

    synchronized String proof() {
        if (proofUses-- <= 0) {
            proof = solved(get("/signups/challenge").text());
            proofUses = USES;
        }
        return proof;
    }

    private Wire.Answer get(String path) {
        try (Wire wire = Wire.open(port)) {
            return wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .answer(PATIENCE, false)
                    .orElseThrow(() -> new IllegalStateException("No answer to GET " + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The proof in ALTCHA's form: the number whose digest, behind the salt, is the challenge. */
    private static String solved(String challenge) {
        String salt = member(challenge, "salt");
        byte[] wanted = HexFormat.of().parseHex(member(challenge, "challenge"));
        int number = 0;
        while (!MessageDigest.isEqual(wanted, sha256(salt + number))) {
            number++;
        }
        String json =
                "{\"algorithm\":\"SHA-256\",\"challenge\":\"%s\",\"number\":%d,\"salt\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(member(challenge, "challenge"), number, salt, member(challenge, "signature"));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String member(String json, String name) {
        Matcher member = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(json);
        return member.find() ? member.group(1) : "";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
