package signup.schemas.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedPasswordFormatTest {

    @Test
    void thePlaintextIsTheLengthThePasswordAndZeros() {
        byte[] padded = SealedPasswordFormat.pad("pâss".getBytes(StandardCharsets.UTF_8));

        assertThat(padded).hasSize(256).startsWith(0, 5, 'p', 0xC3, 0xA2, 's', 's');
        assertThat(Arrays.copyOfRange(padded, 7, 256)).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"0, 256", "1, 256", "254, 256", "255, 512", "510, 512", "511, 768", "65535, 65792"})
    void theLengthIsTheNextMultipleSoThatItTellsLittle(int length, int paddedLength) {
        assertThat(SealedPasswordFormat.pad(new byte[length])).hasSize(paddedLength);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254, 255, 32768, 65535})
    void whatWasPaddedComesBack(int length) {
        byte[] password = new byte[length];
        Arrays.fill(password, (byte) 'x');

        assertThat(SealedPasswordFormat.unpad(SealedPasswordFormat.pad(password)))
                .isEqualTo(password);
    }

    @Test
    void alongerOneThanTheLengthFieldCanTellIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SealedPasswordFormat.pad(new byte[65_536]));
    }

    @Test
    void whatIsNotPaddedIsRefused() {
        byte[] lengthBeyondItsEnd = new byte[256];
        lengthBeyondItsEnd[0] = 1;

        assertThatIllegalArgumentException().isThrownBy(() -> SealedPasswordFormat.unpad(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> SealedPasswordFormat.unpad(new byte[255]));
        assertThatIllegalArgumentException().isThrownBy(() -> SealedPasswordFormat.unpad(lengthBeyondItsEnd));
    }

    @Test
    void theSealIsBoundToThisUseAndToTheCause() {
        assertThat(SealedPasswordFormat.info())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("signup/password/v1");
        assertThat(SealedPasswordFormat.associatedData(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")))
                .isEqualTo(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));
    }
}
