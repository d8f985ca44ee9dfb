package signup.ingress.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.altcha.altcha.Altcha;
import org.jspecify.annotations.Nullable;
import signup.ingress.json.Json;
import signup.ingress.json.MalformedJsonException;
import signup.schemas.keys.KeyRing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues challenges of ALTCHA and checks what clients computed. Nothing is stored for an open challenge: it is signed
 * under a key that all instances share. An instance remembers the proofs that it passed until they expire; that a proof
 * is used once whichever instance it comes to is the registration worker's part. Safe for use by several threads.
 *
 * @see <a href="https://altcha.org/docs/v2/proof-of-work-captcha/">the protocol</a>
 */
public final class ProofsOfWork {

    private static final Altcha.Algorithm ALGORITHM = Altcha.Algorithm.SHA256;
    private static final byte[] PURPOSE = "signup/altcha/v1".getBytes(StandardCharsets.US_ASCII);
    private static final String KEY = "key";
    private static final String EXPIRES = "expires";
    private static final int LONGEST_PAYLOAD = 2_048;
    private static final int REMEMBERED = 200_000;
    private static final String UNNAMED = "";

    private final KeyRing<SecretKey> keys;
    private final long difficulty;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Cache<String, String> passed;

    ProofsOfWork(KeyRing<SecretKey> keys, long difficulty, Duration lifetime, InstantSource clock) {
        this.keys = keys;
        this.difficulty = difficulty;
        this.lifetime = lifetime;
        this.clock = clock;
        this.passed = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(lifetime)
                .build();
    }

    /** A challenge, as clients of ALTCHA read it. */
    public record Challenge(String algorithm, String challenge, long maxNumber, String salt, String signature) {}

    /** A new challenge. */
    public Challenge issue() {
        try {
            Altcha.Challenge made = Altcha.createChallenge(new Altcha.ChallengeOptions()
                    .setAlgorithm(ALGORITHM)
                    .setMaxNumber(difficulty)
                    .setSecureRandomNumber(true)
                    .setHmacKey(hmacKey(keys.current()))
                    .setExpires(clock.instant().plus(lifetime).getEpochSecond())
                    .addParam(KEY, keys.currentId()));
            return new Challenge(made.algorithm, made.challenge, made.maxnumber, made.salt, made.signature);
        } catch (Exception e) {
            throw new IllegalStateException("A challenge cannot be made", e);
        }
    }

    /**
     * Checks a proof, and remembers it as used when it is right.
     *
     * @param payload Base64 of the JSON that clients of ALTCHA send
     * @param attempt the client's name for the signup: under the same name the proof passes again
     */
    public ProofVerdict check(String payload, @Nullable String attempt) {
        ProofVerdict verdict = judge(payload);
        if (!(verdict instanceof ProofVerdict.Passed right)) {
            return verdict;
        }
        @Nullable String before = passed.asMap().putIfAbsent(right.id(), attempt == null ? UNNAMED : attempt);
        return before == null || !before.equals(UNNAMED) && before.equals(attempt) ? right : new ProofVerdict.Used();
    }

    /** The same for a signup that is refused anyway: nothing is remembered, nor asked whether the proof was used. */
    public ProofVerdict judge(String payload) {
        return parse(payload).map(this::judge).orElseGet(ProofVerdict.Wrong::new);
    }

    private ProofVerdict judge(Altcha.Payload proof) {
        Map<String, String> parameters = parametersOf(proof.salt);
        boolean right = keys.find(parameters.getOrDefault(KEY, ""))
                .filter(key -> proves(proof, key))
                .isPresent();
        if (!right) {
            return new ProofVerdict.Wrong();
        }
        if (Long.parseLong(parameters.get(EXPIRES)) <= clock.instant().getEpochSecond()) {
            return new ProofVerdict.Expired(proof.challenge);
        }
        return new ProofVerdict.Passed(proof.challenge);
    }

    private static boolean proves(Altcha.Payload proof, SecretKey key) {
        try {
            return Altcha.verifySolution(proof, hmacKey(key), false);
        } catch (Exception e) {
            throw new IllegalStateException("A proof cannot be checked", e);
        }
    }

    private static Map<String, String> parametersOf(String salt) {
        try {
            return Altcha.extractParams(salt);
        } catch (Exception unreadable) {
            return Map.of();
        }
    }

    private static Optional<Altcha.Payload> parse(String payload) {
        if (payload.length() > LONGEST_PAYLOAD) {
            return Optional.empty();
        }
        try {
            ObjectNode json = Json.readObject(Base64.getDecoder().decode(payload));
            JsonNode number = json.path("number");
            Altcha.Payload proof = new Altcha.Payload();
            proof.algorithm = json.path("algorithm").asString("");
            proof.challenge = json.path("challenge").asString("");
            proof.number = number.isIntegralNumber() && number.canConvertToLong() ? number.longValue() : -1L;
            proof.salt = json.path("salt").asString("");
            proof.signature = json.path("signature").asString("");
            return proof.algorithm.equals(ALGORITHM.getName()) ? Optional.of(proof) : Optional.empty();
        } catch (IllegalArgumentException | MalformedJsonException notOurs) {
            return Optional.empty();
        }
    }

    /** A key of its own, because the ring's seals captchas. */
    private static String hmacKey(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
