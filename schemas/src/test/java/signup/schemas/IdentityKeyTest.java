package signup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityKeyTest {

    private static final UUID SIGNUP_ID = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "ada, ada",
        "Ada@Example.ORG, ada@example.org",
        "José, josé", // decomposed and composed accent
        "ﬁnn, finn", // the ligature fi
        "ＡＤＡ, ada", // full width
        "①, 1",
        "Straße, straße", // lower-casing is no case folding: ß stays
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "KELVIN, kelvin", // KELVIN SIGN
        "Ⅷ, viii",
        "Ǆ, dž",
        "Zoe@Café.Example, zoe@xn--caf-dma.example",
        "zoe@ｅxample.org, zoe@example.org",
        "zoé@xn--caf-dma.example, zoé@xn--caf-dma.example"
    })
    void whatAPersonTakesForOneIsOne(String given, String key) {
        assertThat(IdentityKey.of(given)).isEqualTo(key);
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(IdentityKey.of("TITLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theTurkishDottedCapitalIsLoweredAsUnicodeSays() {
        // U+0130 becomes i and a combining dot above: not the same as a plain i.
        assertThat(IdentityKey.of("İ")).isEqualTo("i̇").isNotEqualTo("i");
    }

    @ParameterizedTest
    @ValueSource(strings = {"İ", "ﬀﬃ", "ϓ", "Å", "ẛ̣", "ſ", "ª", "Ａ̊", "ǅ", "ΰ", "㎏", "ﷺ", "\uD835\uDC00", "\uD800"})
    void theKeyOfAKeyIsItself(String given) {
        String key = IdentityKey.of(given);

        assertThat(IdentityKey.of(key)).isEqualTo(key);
    }

    @Test
    void everyCharactersKeyIsItsOwnKey() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .mapToObj(Character::toString)
                        .map(IdentityKey::of)
                        .filter(key -> !key.equals(IdentityKey.of(key))))
                .isEmpty();
    }

    @Test
    void whatIsTooLongForADomainIsNone() {
        String endless = "é@" + "é".repeat(500_000);

        assertThat(IdentityKey.of(endless)).isEqualTo(endless);
    }

    @Test
    void nothingHasNoKey() {
        assertThat(IdentityKey.of(null)).isNull();
    }

    @Test
    void aSignupsKeyIsUsernameElseEmailElseExternalIdElseItsOwnId() {
        assertThat(IdentityKey.ofSignup("Ada", "A@B.org", "X1", SIGNUP_ID)).isEqualTo("ada");
        assertThat(IdentityKey.ofSignup(null, "A@B.org", "X1", SIGNUP_ID)).isEqualTo("a@b.org");
        assertThat(IdentityKey.ofSignup(null, null, "X1", SIGNUP_ID)).isEqualTo("X1");
        assertThat(IdentityKey.ofSignup(null, null, null, SIGNUP_ID)).isEqualTo(SIGNUP_ID.toString());
    }
}
