package signup.registration.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.events.SealedPassword;
import signup.registration.SealedPasswords;
import signup.schemas.SealedPasswordFormat;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

class PasswordOpenerTest {

    private static final UUID CAUSE = UUID.randomUUID();

    @TempDir
    private Path keys;

    @BeforeEach
    void firstKey() throws Exception {
        newKey("2026-01");
    }

    @Test
    void whatWasSealedForACauseOpensForIt() {
        assertThat(opener().open(seal("pässword"), CAUSE))
                .hasValueSatisfying(password -> assertThat(password).isEqualTo(bytes("pässword")));
    }

    @Test
    void whatWasSealedForAnotherCauseStaysShut() {
        assertThat(opener().open(seal("x"), UUID.randomUUID())).isEmpty();
    }

    @Test
    void whatWasTamperedWithStaysShut() {
        SealedPassword bent = seal("x");
        byte[] ciphertext = bent.getCiphertext().array().clone();
        ciphertext[5] ^= 1;
        bent.setCiphertext(ByteBuffer.wrap(ciphertext));
        SealedPassword cut = seal("x");
        cut.setEncapsulatedKey(ByteBuffer.wrap(new byte[3]));
        SealedPassword empty = seal("x");
        empty.setCiphertext(ByteBuffer.allocate(0));

        assertThat(opener().open(bent, CAUSE)).isEmpty();
        assertThat(opener().open(cut, CAUSE)).isEmpty();
        assertThat(opener().open(empty, CAUSE)).isEmpty();
    }

    @Test
    void anOldKeyOpensWhatWasSealedToIt() throws Exception {
        SealedPassword old = seal("old");
        newKey("2026-02");
        SealedPassword fresh = seal("new");

        assertThat(fresh.getKeyId()).isEqualTo("2026-02");
        assertThat(opener().open(old, CAUSE)).isPresent();
        assertThat(opener().open(fresh, CAUSE)).isPresent();
    }

    @Test
    void aDestroyedKeyLeavesWhatWasSealedToItShutForEver() throws Exception {
        SealedPassword old = seal("old");
        newKey("2026-02");
        Files.delete(keys.resolve("password/2026-01.private.pem"));

        assertThat(opener().open(old, CAUSE)).isEmpty();
    }

    @Test
    void thePaddedPasswordIsWipedWhenItIsUnpadded() {
        byte[] padded = SealedPasswordFormat.pad(bytes("pässword"));
        byte[] unpadded = bytes("no padding");

        assertThat(PasswordOpener.unpadAndWipe(padded)).isEqualTo(bytes("pässword"));
        assertThatThrownBy(() -> PasswordOpener.unpadAndWipe(unpadded)).isInstanceOf(RuntimeException.class);

        assertThat(padded).containsOnly(0);
        assertThat(unpadded).containsOnly(0);
    }

    private SealedPassword seal(String password) {
        return SealedPasswords.seal(keys, password, CAUSE);
    }

    private PasswordOpener opener() {
        return new PasswordOpener(
                KeyRing.read(keys.resolve("password"), KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("X25519")));
    }

    private void newKey(String id) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        write(id + KeyRing.PUBLIC_SUFFIX, "PUBLIC KEY", pair.getPublic().getEncoded());
        write(id + KeyRing.PRIVATE_SUFFIX, "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private void write(String file, String label, byte[] key) throws IOException {
        Path folder = Files.createDirectories(keys.resolve("password"));
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + label
                        + "-----\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
