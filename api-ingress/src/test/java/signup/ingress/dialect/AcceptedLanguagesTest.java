package signup.ingress.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedLanguagesTest {

    private static final List<String> FRENCH_FIRST = List.of("fr", "en");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                en                       | en
                EN-gb                    | en
                en;q=0.5, fr;q=0.8       | fr
                en, fr                   | en
                de, en;q=0.1             | en
                de                       | fr
                *                        | fr
                de, *;q=0.5, en;q=0.1    | fr
                *;q=0.1, en;q=0.5        | en
                fr;q=0, *                | en
                fr;q=0                   | en
                en;q=0                   | fr
                en;q=0, fr;q=0           | fr
                english                  | fr
                en;q=2                   | fr
                ;;,                      | fr
                -                        | fr
                --                       | fr
                -,en                     | fr
                fra-CA, en;q=0.9         | en
                """)
    void theGreatestWeightWins(String header, String language) {
        assertThat(new AcceptedLanguages(header).among(FRENCH_FIRST)).isEqualTo(language);
    }

    @Test
    void theFirstIsForWhomSaysNothingOrFarTooMuch() {
        assertThat(new AcceptedLanguages(null).among(FRENCH_FIRST)).isEqualTo("fr");
        assertThat(new AcceptedLanguages("en," + "x".repeat(600)).among(FRENCH_FIRST))
                .isEqualTo("fr");
    }
}
