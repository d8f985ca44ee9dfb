package signup.registration.credential;

import static org.assertj.core.api.Assertions.assertThat;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;
import signup.registration.RegistrationSettings;

/** What both implementations promise, judged by libargon2. */
class PasswordHasherTest {

    private static final RegistrationSettings.Credential.Argon2 PARAMETERS =
            new RegistrationSettings.Credential.Argon2(DataSize.ofKilobytes(512), 2, 1);

    static Stream<PasswordHasher> hashers() {
        return Stream.of(new NativePasswordHasher(PARAMETERS), new JavaPasswordHasher(PARAMETERS));
    }

    @ParameterizedTest
    @MethodSource("hashers")
    void aHashVerifiesItsPasswordAndNoOther(PasswordHasher hasher) {
        String hash = hasher.hash(bytes("pässword"));

        assertThat(hash).startsWith("$argon2id$v=19$m=512,t=2,p=1$");
        assertThat(verifies(hash, "pässword")).isTrue();
        assertThat(verifies(hash, "passwort")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("hashers")
    void equalPasswordsHaveDifferentHashes(PasswordHasher hasher) {
        assertThat(hasher.hash(bytes("same"))).isNotEqualTo(hasher.hash(bytes("same")));
    }

    @ParameterizedTest
    @MethodSource("hashers")
    void hashingLeavesThePasswordToItsOwner(PasswordHasher hasher) {
        byte[] password = bytes("mine");

        hasher.hash(password);

        assertThat(password).isEqualTo(bytes("mine"));
    }

    private static boolean verifies(String hash, String password) {
        return Argon2Factory.create(Argon2Types.ARGON2id).verify(hash, bytes(password));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
