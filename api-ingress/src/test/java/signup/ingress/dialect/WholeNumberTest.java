package signup.ingress.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, -1", "007, 7", "1000000000000000, 1000000000000000", "9007199254740991, 9007199254740991"})
    void whatStaysBelow2To53IsOne(String text, long value) {
        assertThat(WholeNumber.parse(text)).hasValue(value);
        assertThat(WholeNumber.parse("-" + text.replace("-", ""))).hasValue(-Math.abs(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "1.0",
                "1e3",
                " 1",
                "٣",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999"
            })
    void whatDoesNotIsNone(String text) {
        assertThat(WholeNumber.parse(text)).isEmpty();
    }
}
