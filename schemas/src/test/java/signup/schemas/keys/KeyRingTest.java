package signup.schemas.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    @TempDir
    private Path folder;

    @Test
    void newWorkUsesTheKeyWhoseIdSortsLastAndOldOnesStillServe() throws IOException {
        secret("2026-01", 1);
        secret("2026-03", 3);
        secret("2026-02", 2);

        KeyRing<SecretKey> ring = secrets();

        assertThat(ring.currentId()).isEqualTo("2026-03");
        assertThat(ring.current().getEncoded()).startsWith(3);
        assertThat(ring.find("2026-01").orElseThrow().getEncoded()).startsWith(1);
        assertThat(ring.find("2025-12")).isEmpty();
    }

    @Test
    void newWorkUsesTheKeyThatTheFileCurrentNames() throws IOException {
        secret("2026-01", 1);
        secret("2026-02", 2);
        Files.writeString(folder.resolve("current"), "2026-01\n");

        assertThat(secrets().currentId()).isEqualTo("2026-01");
        assertThat(secrets().current().getEncoded()).startsWith(1);
        assertThat(secrets().find("2026-02")).isPresent();
    }

    @Test
    void aKeyThatIsNamedAsCurrentAndNotThereIsNamed() throws IOException {
        secret("2026-01", 1);
        Files.writeString(folder.resolve("current"), "2026-02\n");

        assertThatIllegalArgumentException()
                .isThrownBy(this::secrets)
                .withMessage(
                        "The file " + folder.resolve("current") + " names a key that is not there: 2026-02.secret");
    }

    @ParameterizedTest
    @CsvSource({"X25519, X25519", "EC, EC"})
    void keyPairsAreReadAsOpensslWritesThem(String generator, String algorithm)
            throws IOException, NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance(generator).generateKeyPair();
        pem("k1.public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
        pem("k1.private.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());

        KeyRing<PublicKey> publicKeys = KeyRing.read(folder, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey(algorithm));
        KeyRing<PrivateKey> privateKeys =
                KeyRing.read(folder, KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey(algorithm));

        assertThat(publicKeys.current()).isEqualTo(pair.getPublic());
        assertThat(privateKeys.current().getEncoded())
                .isEqualTo(pair.getPrivate().getEncoded());
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws IOException {
        secret("k1", 1);
        Files.writeString(folder.resolve("README.txt"), "not a key");

        assertThat(secrets().currentId()).isEqualTo("k1");
    }

    @Test
    void anEmptyOrMissingFolderIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(this::secrets).withMessageContaining(folder.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.read(folder.resolve("none"), KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES")))
                .withMessageContaining("put a file <key-id>.secret there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void aFileThatIsNoKeyIsNamedAndNotQuoted(String text) throws IOException {
        Files.writeString(folder.resolve("k1.secret"), text);

        assertThatIllegalArgumentException()
                .isThrownBy(this::secrets)
                .withMessage("The key file " + folder.resolve("k1.secret") + " is not a key of its kind");
    }

    @Test
    void aPemOfAnotherKindIsRefused() throws IOException, NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        pem("k1.public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
        pem("k1.private.pem", "EC PRIVATE KEY", pair.getPrivate().getEncoded());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.read(folder, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("X25519")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.read(folder, KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("EC")));
    }

    private KeyRing<SecretKey> secrets() {
        return KeyRing.read(folder, KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES"));
    }

    private void secret(String id, int firstByte) throws IOException {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) firstByte;
        Files.writeString(folder.resolve(id + ".secret"), Base64.getEncoder().encodeToString(bytes) + "\n");
    }

    private void pem(String file, String label, byte[] der) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                        + "-----\n");
    }
}
