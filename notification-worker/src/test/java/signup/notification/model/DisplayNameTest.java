package signup.notification.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoé",
                "Jean-Luc",
                "O'Brien",
                "D’Arcy",
                "Anna Maria",
                "محمد",
                "李雷",
                "नीता",
                "Martin Luther King Jr.",
                "R2 D2"
            })
    void namesOfPeopleAreShown(String name) {
        assertThat(DisplayName.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Win at evil.example",
                "https://evil.example",
                "a@evil.example",
                "<b>Zoé</b>",
                "Zoé\r\nBcc: x",
                "Zoé\u202Eevil",
                "50% off!",
                "Zoé\u0000",
                "${7*7}",
                ""
            })
    void whatReadsAsAMessageOrALinkIsNot(String name) {
        assertThat(DisplayName.of(name)).isNull();
    }

    @Test
    void aNameIsShorterThanAText() {
        assertThat(DisplayName.of("x".repeat(64))).isNotNull();
        assertThat(DisplayName.of("x".repeat(65))).isNull();
    }

    @Test
    void theFirstThatCanBeShownIsTaken() {
        assertThat(DisplayName.of(null, " ", "evil.example", " Zoé ")).isEqualTo("Zoé");
    }
}
