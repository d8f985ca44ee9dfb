package signup.ingress.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
