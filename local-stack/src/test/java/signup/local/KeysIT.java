package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

class KeysIT {

    @TempDir
    Path folder;

    @Test
    void everyPurposeGetsAKeyThatTheServicesCanRead() {
        Keys.provide(folder);

        Path password = folder.resolve("password");
        KeyRing.read(password, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("X25519"));
        KeyRing.read(password, KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("X25519"));
        KeyRing.read(folder.resolve("challenge"), KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES"));
        KeyRing.read(folder.resolve("request"), KeyRing.SECRET_SUFFIX, KeyFormats.secret("HmacSHA256"));
    }

    @Test
    void theLinkKeysAreAPairOnTheCurveP256() throws Exception {
        Keys.provide(folder);
        Path link = folder.resolve("link");
        PrivateKey signing = KeyRing.read(link, KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("EC"))
                .current();
        PublicKey verifying = KeyRing.read(link, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("EC"))
                .current();

        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signing);
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(verifying);
        signature.update(new byte[] {1, 2, 3});

        assertThat(signature.verify(signed)).isTrue();
        assertThat(((ECPublicKey) verifying).getParams().getCurve().getField().getFieldSize())
                .isEqualTo(256);
    }

    @Test
    void whatIsThereIsLeftAlone() throws IOException {
        Keys.provide(folder);
        Map<Path, String> before = content();

        Keys.provide(folder);

        assertThat(content()).isEqualTo(before).hasSize(6);
    }

    @Test
    void halfAPairAsAKillLeavesItIsNoKey() throws IOException {
        Keys.provide(folder);
        Path password = folder.resolve("password");
        String abandoned = Files.readString(password.resolve("local-1.private.pem"));
        Files.delete(password.resolve("local-1.public.pem"));

        Keys.provide(folder);

        assertThat(password.resolve("local-1.private.pem")).hasContent(abandoned);
        assertThat(KeyRing.read(password, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("X25519"))
                        .currentId())
                .isEqualTo(KeyRing.read(password, KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("X25519"))
                        .currentId());
    }

    @Test
    void onlyTheOwnerReadsThem() throws IOException {
        Keys.provide(folder);

        for (Path file : content().keySet()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private Map<Path, String> content() throws IOException {
        Map<Path, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(file, Files.readString(file));
            }
        }
        return content;
    }
}
