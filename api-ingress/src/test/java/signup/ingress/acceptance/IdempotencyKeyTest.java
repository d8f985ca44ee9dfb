package signup.ingress.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "8e03978e-40d5-43dd-bc93-6894a57f9324, 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324\", 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "a b, a b",
                "\"a b\", a b",
                "\"say \\\"yes\\\" \\\\ no\", say \"yes\" \\ no",
                "a\"b, a\"b",
                "~, ~"
            })
    void aKeyIsOneBareOrAsAString(String header, String key) {
        assertThat(IdempotencyKey.parse(header)).contains(new IdempotencyKey(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\"\"",
                "\"  \"",
                "\"",
                "\"open",
                "\"a\" b",
                "\"a\\b\"",
                "\"a\"b\"",
                "é",
                "a\u0000b",
                "a\tb",
                "a\u007Fb",
                "\uFF41"
            })
    void whatIsNotPrintableAsciiIsNone(String header) {
        assertThat(IdempotencyKey.parse(header)).isEmpty();
    }

    @Test
    void aKeyHas255CharactersAtMost() {
        assertThat(IdempotencyKey.parse("k".repeat(255))).isPresent();
        assertThat(IdempotencyKey.parse("\"" + "k".repeat(255) + "\"")).isPresent();
        assertThat(IdempotencyKey.parse("\"" + "\\\"".repeat(255) + "\"")).isPresent();
        assertThat(IdempotencyKey.parse("k".repeat(256))).isEmpty();
        assertThat(IdempotencyKey.parse("\"" + "\\".repeat(100_000))).isEmpty();
    }

    @Test
    void severalKeysNameNothing() {
        assertThat(IdempotencyKey.parse(List.of("a", "a"))).contains(new IdempotencyKey("a"));
        assertThat(IdempotencyKey.parse(List.of("a", "b"))).isEmpty();
        assertThat(IdempotencyKey.parse(List.of())).isEmpty();
    }
}
