package signup.schemas.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signup.events.SealedPassword;
import signup.schemas.keys.KeyRing;

class SealedPasswordsTest {

    private static final UUID CAUSE = UUID.randomUUID();

    @TempDir
    private Path keys;

    @BeforeEach
    void firstKey() throws Exception {
        newKey("2026-01");
    }

    private static Stream<Hpke> implementations() {
        return Stream.of(new NativeHpke(), new JavaHpke());
    }

    /** Two implementations that understand each other are likely to be those of the standard. */
    private static Stream<Arguments> pairs() {
        return implementations().flatMap(one -> implementations().map(other -> Arguments.of(one, other)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatWasSealedForACauseOpensForItAndForNoOther(Hpke sealing, Hpke opening) {
        SealedPassword sealed = seal(sealing, "pässword");

        assertThat(opener(opening).open(sealed, CAUSE))
                .hasValueSatisfying(password -> assertThat(password).isEqualTo(bytes("pässword")));
        assertThat(opener(opening).open(sealed, UUID.randomUUID())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void whatWasTamperedWithStaysShut(Hpke hpke) {
        SealedPassword bent = seal(hpke, "x");
        byte[] ciphertext = bent.getCiphertext().array().clone();
        ciphertext[5] ^= 1;
        bent.setCiphertext(ByteBuffer.wrap(ciphertext));
        SealedPassword cut = seal(hpke, "x");
        cut.setEncapsulatedKey(ByteBuffer.wrap(new byte[3]));
        SealedPassword ofLowOrder = seal(hpke, "x");
        ofLowOrder.setEncapsulatedKey(ByteBuffer.wrap(new byte[32]));
        SealedPassword empty = seal(hpke, "x");
        empty.setCiphertext(ByteBuffer.allocate(0));

        assertThat(opener(hpke).open(bent, CAUSE)).isEmpty();
        assertThat(opener(hpke).open(cut, CAUSE)).isEmpty();
        assertThat(opener(hpke).open(ofLowOrder, CAUSE)).isEmpty();
        assertThat(opener(hpke).open(empty, CAUSE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theLengthIsNotTold(Hpke hpke) {
        SealedPassword one = seal(hpke, "1");
        SealedPassword many = seal(hpke, "x".repeat(200));

        assertThat(one.getCiphertext().remaining())
                .isEqualTo(many.getCiphertext().remaining());
        assertThat(one.getEncapsulatedKey()).isNotEqualTo(many.getEncapsulatedKey());
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void aKeyOfAnotherKindIsRefused(Hpke hpke) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        assertThatIllegalArgumentException().isThrownBy(() -> hpke.to(pair.getPublic()));
        assertThatIllegalArgumentException().isThrownBy(() -> hpke.of(pair.getPrivate()));
    }

    @Test
    void thisPlatformHasTheNativeOne() {
        assertThat(PasswordSealer.fromKeysIn(keys).implementation()).isEqualTo("native");
    }

    @Test
    void whereTheNativeLibraryCannotBeLoadedJavasIsTaken() {
        Hpke hpke = Hpke.orInJava(() -> {
            throw new UnsatisfiedLinkError("told to");
        });

        assertThat(PasswordSealer.fromKeysIn(keys, hpke).implementation()).isEqualTo("java");
    }

    @Test
    void anOldKeyOpensWhatWasSealedToIt() throws Exception {
        SealedPassword old = seal(new NativeHpke(), "old");
        newKey("2026-02");
        SealedPassword fresh = seal(new NativeHpke(), "new");

        assertThat(fresh.getKeyId()).isEqualTo("2026-02");
        assertThat(PasswordOpener.fromKeysIn(keys).open(old, CAUSE)).isPresent();
        assertThat(PasswordOpener.fromKeysIn(keys).open(fresh, CAUSE)).isPresent();
    }

    @Test
    void aDestroyedKeyLeavesWhatWasSealedToItShutForEver() throws Exception {
        SealedPassword old = seal(new NativeHpke(), "old");
        newKey("2026-02");
        Files.delete(keys.resolve("2026-01.private.pem"));

        assertThat(PasswordOpener.fromKeysIn(keys).open(old, CAUSE)).isEmpty();
    }

    @Test
    void thePlaintextIsWipedWhenItIsSealedAndWhenThatFails() {
        RecordingHpke working = new RecordingHpke(false);
        RecordingHpke failing = new RecordingHpke(true);
        byte[] password = bytes("Sesam");
        byte[] unlucky = bytes("Sesam");
        byte[] tooLong = bytes("x".repeat(65_536));

        PasswordSealer.fromKeysIn(keys, working).seal(password, CAUSE);
        assertThatThrownBy(() -> PasswordSealer.fromKeysIn(keys, failing).seal(unlucky, CAUSE))
                .hasMessage("told to");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PasswordSealer.fromKeysIn(keys, working).seal(tooLong, CAUSE));

        assertThat(Stream.of(password, unlucky, tooLong)).allSatisfy(SealedPasswordsTest::assertWiped);
        assertThat(working.plaintexts).hasSize(1).allSatisfy(SealedPasswordsTest::assertWiped);
        assertThat(failing.plaintexts).hasSize(1).allSatisfy(SealedPasswordsTest::assertWiped);
    }

    @Test
    void thePaddedPasswordIsWipedWhenItIsUnpadded() {
        byte[] padded = SealedPasswordFormat.pad(bytes("pässword"));
        byte[] unpadded = bytes("no padding");

        assertThat(PasswordOpener.unpadAndWipe(padded)).isEqualTo(bytes("pässword"));
        assertThatThrownBy(() -> PasswordOpener.unpadAndWipe(unpadded)).isInstanceOf(RuntimeException.class);

        assertWiped(padded);
        assertWiped(unpadded);
    }

    private static void assertWiped(byte[] plaintext) {
        assertThat(plaintext).containsOnly(0);
    }

    private SealedPassword seal(Hpke hpke, String password) {
        return PasswordSealer.fromKeysIn(keys, hpke).seal(bytes(password), CAUSE);
    }

    private PasswordOpener opener(Hpke hpke) {
        return PasswordOpener.fromKeysIn(keys, hpke);
    }

    private void newKey(String id) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        write(id + KeyRing.PUBLIC_SUFFIX, "PUBLIC KEY", pair.getPublic().getEncoded());
        write(id + KeyRing.PRIVATE_SUFFIX, "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private void write(String file, String label, byte[] key) throws IOException {
        Files.writeString(
                keys.resolve(file),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + label
                        + "-----\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps the plaintexts that it is given: the arrays, not copies. */
    private static final class RecordingHpke implements Hpke {

        private final List<byte[]> plaintexts = new ArrayList<>();
        private final boolean fails;

        RecordingHpke(boolean fails) {
            this.fails = fails;
        }

        @Override
        public Sender to(PublicKey recipient) {
            return (plaintext, associatedData) -> {
                assertThat(plaintext).contains('S', 'e', 's', 'a', 'm');
                plaintexts.add(plaintext);
                if (fails) {
                    throw new IllegalStateException("told to");
                }
                return new Sealed(new byte[32], new byte[plaintext.length]);
            };
        }

        @Override
        public Recipient of(PrivateKey recipient) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String implementation() {
            return "test";
        }
    }
}
