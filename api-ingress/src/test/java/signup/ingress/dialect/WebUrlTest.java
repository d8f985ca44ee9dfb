package signup.ingress.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a",
                "HTTPS://localhost:8443/a/b?c=d&e=%C3%A9#f",
                "https://[::1]:8443/",
                "https://example.org/é?ü#@",
                "https://xn--bcher-kva.example/"
            })
    void aUrlStaysAsItIs(String url) {
        assertThat(WebUrl.inAscii(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://bücher.example/ü?é#@, https://xn--bcher-kva.example/ü?é#@",
        "HTTP://BÜCHER.example:8080, HTTP://xn--bcher-kva.example:8080",
        "https://www.例え.jp?a=b, https://www.xn--r8jz45g.jp?a=b",
        "https://пример.рф/@, https://xn--e1afmkfd.xn--p1ai/@",
        "https://ΒΌΛΟΣ.example/, https://xn--nxasmq6b.example/"
    })
    void aHostInOtherLettersIsWrittenAsItIsAskedFor(String url, String ascii) {
        assertThat(WebUrl.inAscii(url)).isEqualTo(ascii);
    }

    @Test
    void whatAHostGrowsByIsCounted() {
        String host = "https://" + "ü.".repeat(20) + "example/";
        String longest =
                WebUrl.inAscii(host + "a".repeat(2_000 - WebUrl.inAscii(host).length()));

        assertThat(longest).hasSize(2_000).matches(WebUrl::isValid);
        assertThat(WebUrl.isValid(host + "a".repeat(2_001 - WebUrl.inAscii(host).length())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://straße.example/",
                "https://βόλος.example/",
                "https://ſparkasse.example/",
                "https://evil.example／@example.org/",
                "https://example。org/",
                "https://ℯxample.org/",
                "https://ü_ü.example/",
                "https://ü..example/",
                "https://ü\\@example.org/"
            })
    void aHostThatSomeReadOtherwiseIsNone(String url) {
        assertThat(WebUrl.isValid(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org@evil.example/",
                "https://example.org:80@evil.example/",
                "https://@evil.example/",
                "https://bücher.example@evil.example/",
                "https://user@bücher.example/",
                "https://user:secret@bücher.example/",
                "https://bücher.example:secret@evil.example/"
            })
    void noHostHidesBehindAUser(String url) {
        assertThat(WebUrl.isValid(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a", "//example.org/", "ftp://bücher.example/", "javascript:ü", "https:///a"})
    void whatIsNoWebPageIsNone(String url) {
        assertThat(WebUrl.isValid(url)).isFalse();
    }
}
