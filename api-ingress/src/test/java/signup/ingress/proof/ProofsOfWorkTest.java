package signup.ingress.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofsOfWorkTest {

    @TempDir
    private Path keys;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private ProofsOfWork proofs;

    @BeforeEach
    void open() {
        proofs = ProofDesk.open(keys, () -> now);
    }

    @Test
    void aSolvedChallengePassesUnderItsOwnName() {
        ProofsOfWork.Challenge challenge = proofs.issue();

        assertThat(challenge.algorithm()).isEqualTo("SHA-256");
        assertThat(challenge.maxNumber()).isEqualTo(50);
        assertThat(challenge.salt())
                .as("ends with a delimiter, so that no digit of the number can be moved into it")
                .endsWith("&");
        assertThat(proofs.check(ProofDesk.solve(challenge), null))
                .isEqualTo(new ProofVerdict.Passed(challenge.challenge()));
    }

    @Test
    void aProofPassesOnceHereUnlessItsSignupIsTriedAgain() {
        String unnamed = ProofDesk.solve(proofs.issue());
        assertThat(proofs.check(unnamed, null)).isInstanceOf(ProofVerdict.Passed.class);
        assertThat(proofs.check(unnamed, null)).isInstanceOf(ProofVerdict.Used.class);
        assertThat(proofs.check(unnamed, "")).isInstanceOf(ProofVerdict.Used.class);
        assertThat(proofs.check(unnamed, "a name")).isInstanceOf(ProofVerdict.Used.class);

        String named = ProofDesk.solve(proofs.issue());
        assertThat(proofs.check(named, "mine")).isInstanceOf(ProofVerdict.Passed.class);
        assertThat(proofs.check(named, "mine")).isInstanceOf(ProofVerdict.Passed.class);
        assertThat(proofs.check(named, "other")).isInstanceOf(ProofVerdict.Used.class);
    }

    @Test
    void aChallengeExpires() {
        ProofsOfWork.Challenge challenge = proofs.issue();
        String proof = ProofDesk.solve(challenge);
        now = now.plus(ProofDesk.LIFETIME);
        assertThat(proofs.check(proof, null)).isEqualTo(new ProofVerdict.Expired(challenge.challenge()));
    }

    @Test
    void everyInstanceWithTheKeysChecksAndKeysRotate() throws Exception {
        String proof = ProofDesk.solve(proofs.issue());
        ProofDesk.addKey(keys.resolve("later.secret"));
        ProofsOfWork rotated = ProofDesk.open(keys, () -> now);
        assertThat(rotated.issue().salt()).contains("key=later");
        assertThat(rotated.check(proof, null)).isInstanceOf(ProofVerdict.Passed.class);

        Files.delete(keys.resolve("desk.secret"));
        assertThat(ProofDesk.open(keys, () -> now).check(ProofDesk.solve(proofs.issue()), null))
                .isInstanceOf(ProofVerdict.Wrong.class);
    }

    @Test
    void nothingOfAChallengeCanBeChanged() {
        ProofsOfWork.Challenge c = proofs.issue();
        int number = ProofDesk.number(c.challenge(), c.salt(), c.maxNumber());
        String easy = "0".repeat(64);
        String longer = c.salt().replace("expires=17", "expires=99");

        assertThat(verdict("SHA-256", c.challenge(), number + 1, c.salt(), c.signature()))
                .isInstanceOf(ProofVerdict.Wrong.class);
        assertThat(verdict("SHA-1", c.challenge(), number, c.salt(), c.signature()))
                .isInstanceOf(ProofVerdict.Wrong.class);
        assertThat(verdict("SHA-256", easy, number, c.salt(), c.signature())).isInstanceOf(ProofVerdict.Wrong.class);
        assertThat(verdict("SHA-256", c.challenge(), number, longer, c.signature()))
                .isInstanceOf(ProofVerdict.Wrong.class);
        assertThat(verdict("SHA-256", c.challenge(), number, c.salt(), easy)).isInstanceOf(ProofVerdict.Wrong.class);
        assertThat(verdict("SHA-256", c.challenge(), number, c.salt(), c.signature()))
                .isInstanceOf(ProofVerdict.Passed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e30=", "bm8=", "???", "W10=", "eyJhbGdvcml0aG0iOiJTSEEtMjU2In0="})
    void whatIsNoProofIsWrong(String payload) {
        assertThat(proofs.check(payload, null)).isInstanceOf(ProofVerdict.Wrong.class);
        assertThat(proofs.check(payload + "A".repeat(4096), null)).isInstanceOf(ProofVerdict.Wrong.class);
    }

    private ProofVerdict verdict(String algorithm, String challenge, long number, String salt, String signature) {
        return proofs.check(ProofDesk.payload(algorithm, challenge, number, salt, signature), null);
    }
}
