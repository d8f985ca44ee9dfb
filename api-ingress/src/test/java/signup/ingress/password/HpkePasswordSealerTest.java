package signup.ingress.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.junit.jupiter.api.Test;
import signup.events.SealedPassword;
import signup.schemas.SealedPasswordFormat;

class HpkePasswordSealerTest {

    private static final UUID SIGNUP = UUID.fromString("01890000-0000-7000-8000-000000000001");

    private final AsymmetricCipherKeyPair keys = HpkePasswordSealer.suite().generatePrivateKey();
    private final HpkePasswordSealer sealer = new HpkePasswordSealer("k1", keys.getPublic());

    @Test
    void theHolderOfThePrivateKeyReadsThePassword() throws Exception {
        SealedPassword sealed = sealer.seal(Password.of("Sésame"), SIGNUP);

        assertThat(sealed.getKeyId()).isEqualTo("k1");
        assertThat(open(sealed, SIGNUP)).isEqualTo("Sésame");
    }

    @Test
    void aSealIsGoodForOneSignupOnly() {
        SealedPassword sealed = sealer.seal(Password.of("Sesam"), SIGNUP);

        assertThatThrownBy(() -> open(sealed, UUID.randomUUID())).isNotNull();
    }

    @Test
    void theLengthIsNotTold() {
        SealedPassword one = sealer.seal(Password.of("1"), SIGNUP);
        SealedPassword many = sealer.seal(Password.of("x".repeat(200)), SIGNUP);

        assertThat(one.getCiphertext().remaining())
                .isEqualTo(many.getCiphertext().remaining());
        assertThat(one.getEncapsulatedKey()).isNotEqualTo(many.getEncapsulatedKey());
    }

    @Test
    void thePlaintextIsWipedAndNeverPrinted() {
        Password password = Password.of("Sesam");
        assertThat(password.toString()).doesNotContain("Sesam");

        sealer.seal(password, SIGNUP);

        assertThat(password.utf8()).containsOnly(0);
    }

    private String open(SealedPassword sealed, UUID causeId) throws Exception {
        byte[] padded = HpkePasswordSealer.suite()
                .setupBaseR(Utils.toArray(sealed.getEncapsulatedKey()), keys, SealedPasswordFormat.info())
                .open(SealedPasswordFormat.associatedData(causeId), Utils.toArray(sealed.getCiphertext()));
        return new String(SealedPasswordFormat.unpad(padded), StandardCharsets.UTF_8);
    }
}
