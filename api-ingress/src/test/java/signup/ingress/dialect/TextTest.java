package signup.ingress.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({
        "0000, NUL",
        "0007, bell",
        "000A, line feed",
        "007F, delete",
        "0085, next line",
        "009F, the last of C1",
        "2028, line separator",
        "2029, paragraph separator",
        "202A, left-to-right embedding",
        "202E, right-to-left override",
        "2066, left-to-right isolate",
        "2069, pop directional isolate",
        "D800, a lone high surrogate",
        "DFFF, a lone low surrogate"
    })
    void noTextHoldsWhatShowsOtherwiseThanItWasSent(String hex, String name) {
        String character = String.valueOf((char) Integer.parseInt(hex, 16));

        assertThat(Text.isPlain("a" + character + "b")).as(name).isFalse();
        assertThat(Text.isPlain(character)).as(name).isFalse();
        assertThat(Text.isIdentity("a" + character + "b")).as(name).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AD, soft hyphen",
        "34F, combining grapheme joiner",
        "61C, Arabic letter mark",
        "115F, Hangul filler",
        "180E, Mongolian vowel separator",
        "200B, zero width space",
        "200C, zero width non-joiner",
        "200D, zero width joiner",
        "200E, left-to-right mark",
        "200F, right-to-left mark",
        "2060, word joiner",
        "3164, Hangul filler again",
        "E000, private use",
        "FE0F, variation selector",
        "FEFF, zero width no-break space",
        "FFA0, half-width Hangul filler",
        "FFFF, no character",
        "E0041, tag A",
        "E0100, variation selector 17",
        "F0000, private use again"
    })
    void anIdentityHoldsNothingThatIsNotSeen(String hex, String name) {
        String text = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";

        assertThat(Text.isIdentity(text)).as(name).isFalse();
        assertThat(Text.isPlain(text))
                .as("in other texts languages need some of them")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "Ada Lovelace",
                "Åsa",
                "A\u030Asa",
                "Zoë O'Brien",
                "李小龍",
                "Ωμέγα",
                "ада",
                "\uD835\uDC00",
                "ﬁnn"
            })
    void namesOfPeopleAreIdentities(String name) {
        assertThat(Text.isIdentity(name)).isTrue();
    }

    @Test
    void aSurrogatePairIsOneCharacter() {
        assertThat(Text.length("a\uD83D\uDE00")).isEqualTo(2);
        assertThat(Text.isPlain("\uD83D\uDE00")).isTrue();
        assertThat(Text.isPlain("\uDE00\uD83D")).isFalse();
    }

    @Test
    void everyKindOfWhiteSpaceIsTrimmed() {
        assertThat(Text.trimmed(" \t\r\n\u00A0\u2003\u2007\u202F\u3000a b\u00A0 "))
                .isEqualTo("a b");
        assertThat(Text.trimmed("\u00A0 \u2007")).isEmpty();
    }
}
