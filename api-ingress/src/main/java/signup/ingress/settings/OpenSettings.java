package signup.ingress.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The native dialect.
 *
 * @param proof the proof of work that a signup carries
 */
public record OpenSettings(@DefaultValue Proof proof) {

    /**
     * The proof of work (ALTCHA).
     *
     * @param difficulty the largest number that may have to be guessed: a client computes half as many SHA-256 hashes on
     *     average. Default 200,000, some 0.3 s of a laptop and 2 s of an old phone; raise it under attack
     * @param lifetime how long a challenge can be answered; default 10 min
     */
    public record Proof(
            @DefaultValue("200000") long difficulty,
            @DefaultValue("10m") Duration lifetime) {

        public Proof {
            if (difficulty < 1 || lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException(
                        "signup.open.proof: the difficulty is at least 1, the lifetime at least 1 s");
            }
        }
    }
}
