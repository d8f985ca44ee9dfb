package signup.ingress.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {

    @Test
    void ofDuplicateKeysTheLastCounts() {
        assertThat(read("{\"a\":1,\"a\":{\"b\":2,\"b\":3}}").toString()).isEqualTo("{\"a\":{\"b\":3}}");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(read("\uFEFF{}").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[]", "1", "null", "\"x\"", "{", "{}{}", "{} x", "{'a':1}", "{\"a\":NaN}", "{\"a\":01}"
            })
    void everythingButOneObjectIsMalformed(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        byte[] latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Json.readObject(latin1))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("not UTF-8");
    }

    @Test
    void depthAndNumbersAreBounded() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> read("{\"a\":" + "9".repeat(10_000) + "}")).isInstanceOf(MalformedJsonException.class);
        assertThat(read("{\"a\":1e400}").get("a").isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsThanUtf8AreMalformed(String encoding) {
        assertThatThrownBy(() -> Json.readObject("{\"a\":1}".getBytes(Charset.forName(encoding))))
                .isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0AF", "EDA080", "EDB080", "F4908080", "FF", "80", "E282", "F8888080AF"})
    void overlongAndOtherwiseWrongUtf8IsMalformed(String hex) {
        byte[] body = "{\"a\":\"xxxxxx\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] wrong = HexFormat.of().parseHex(hex);
        System.arraycopy(wrong, 0, body, 6, wrong.length);

        assertThatThrownBy(() -> Json.readObject(body))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1e-999999999",
                "1e2147483647",
                "1e2147483648",
                "1e99999999999999999999",
                "0.1e-2147483648"
            })
    void anExponentCostsNothing(String number) {
        String text = "{\"a\":" + number + "}";
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> {
            try {
                JsonNode read = read(text).get("a");
                assertThat(read.isIntegralNumber()).isFalse();
                assertThat(read.asString()).hasSizeLessThan(40);
                assertThat(canonical(text)).hasSizeLessThan(60);
            } catch (MalformedJsonException outOfBounds) {
                assertThat(outOfBounds).hasMessage("beyond the bounds");
            }
        });
    }

    @Test
    void namesAndTheirNumberAreBounded() {
        String members =
                IntStream.range(0, 4_000).mapToObj(i -> "\"" + i + "\":" + i).collect(Collectors.joining(","));
        assertThat(read("{" + members + "}").size()).isEqualTo(4_000);
        String many =
                IntStream.range(0, 6_000).mapToObj(i -> "\"" + i + "\":" + i).collect(Collectors.joining(","));
        assertThatThrownBy(() -> read("{" + many + "}")).isInstanceOf(MalformedJsonException.class);
        assertThat(read("{\"" + "k".repeat(1_000) + "\":1}").size()).isEqualTo(1);
        assertThatThrownBy(() -> read("{\"" + "k".repeat(2_000) + "\":1}")).isInstanceOf(MalformedJsonException.class);
    }

    /** Texts of one hash are cheap to make; neither the parser nor its tree may take quadratic time over them. */
    @Test
    void namesOfOneHashCostNothing() {
        String names = IntStream.range(0, 4_096)
                .mapToObj(i -> IntStream.range(0, 12)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .map(name -> "\"" + name + "\":0")
                .collect(Collectors.joining(","));
        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(read("{" + names + "}").size()).isEqualTo(4_096));
    }

    @Test
    void theMessageQuotesNothing() {
        assertThatThrownBy(() -> read("{\"password\":\"secret\" oops"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("oops");
    }

    @Test
    void theCanonicalFormDependsOnContentOnly() {
        assertThat(canonical("{ \"b\" : [1, {\"d\":1,\"c\":null}], \"a\":\"\\u00e9\", \"token\":1}"))
                .isEqualTo(canonical("{\"token\":2,\"a\":\"é\",\"b\":[1,{\"c\":null,\"d\":1}]}"))
                .isNotEqualTo(canonical("{\"a\":\"é\",\"b\":[{\"c\":null,\"d\":1},1]}"));
        assertThat(canonical("{\"a\":1,\"a\":2}")).isEqualTo(canonical("{\"a\":2}"));
        assertThat(canonical("{\"a\":\"\\ud800\"}")).isEqualTo("{\"a\":\"\\uD800\"}");
    }

    private static ObjectNode read(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonical(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Json.writeCanonical(read(text), Set.of("token"), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
