package signup.ingress.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.altcha.altcha.Altcha;
import signup.ingress.json.Json;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;
import tools.jackson.databind.node.ObjectNode;

/** Proofs of work of an instance that other features' tests use, and a client that does the work. */
public final class ProofDesk {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private ProofDesk() {}

    /** Under the keys of that folder; a key is made when there is none. */
    public static ProofsOfWork open(Path folder, InstantSource clock) {
        Path file = folder.resolve("desk.secret");
        if (Files.notExists(file)) {
            addKey(file);
        }
        return new ProofsOfWork(
                KeyRing.read(folder, KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES")), 50, LIFETIME, clock);
    }

    static void addKey(Path file) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            Files.writeString(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client sends that has done the work. */
    public static String solve(ProofsOfWork.Challenge challenge) {
        return payload(
                challenge.algorithm(),
                challenge.challenge(),
                number(challenge.challenge(), challenge.salt(), challenge.maxNumber()),
                challenge.salt(),
                challenge.signature());
    }

    /** The same for a challenge as it came over HTTP. */
    public static String solve(byte[] challenge) {
        ObjectNode json = Json.readObject(challenge);
        return solve(new ProofsOfWork.Challenge(
                json.get("algorithm").asString(),
                json.get("challenge").asString(),
                json.get("maxnumber").asLong(),
                json.get("salt").asString(),
                json.get("signature").asString()));
    }

    static int number(String challenge, String salt, long maxNumber) {
        try {
            return Altcha.solveChallenge(challenge, salt, Altcha.Algorithm.SHA256, maxNumber, 0).number;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String payload(String algorithm, String challenge, long number, String salt, String signature) {
        String json =
                "{\"algorithm\":\"%s\",\"challenge\":\"%s\",\"number\":%d,\"salt\":\"%s\",\"signature\":\"%s\",\"took\":7}"
                        .formatted(algorithm, challenge, number, salt, signature);
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
