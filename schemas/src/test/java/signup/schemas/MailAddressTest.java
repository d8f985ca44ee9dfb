package signup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoe@example.org",
                "zoe.o'brien+tag@mail.example.org",
                "!#$%&'*+/=?^_`{|}~-@example.org",
                "zoé@example.org",
                "a@localhost",
                "a@xn--strae-oqa.example",
                "a@1.example",
                "a@1and1.com",
                "a@example.1com"
            })
    void anAddressIsTakenAsItIs(String address) {
        assertThat(MailAddress.parse(address).map(MailAddress::text)).contains(address);
    }

    @ParameterizedTest
    @CsvSource({"zoe@café.example, zoe@xn--caf-dma.example", "李@例え.example, 李@xn--r8jz45g.example"})
    void aDomainIsWrittenInAscii(String address, String written) {
        assertThat(MailAddress.parse(address).map(MailAddress::text)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zoe",
                "@example.org",
                "zoe@",
                "zoe@example.org\r\nBcc: victim@example.org",
                "zoe@example.org\nRCPT TO:<victim@example.org>",
                "zoe\r\n@example.org",
                "zoe@example.org, victim@example.org",
                "zoe@example.org>",
                "<zoe@example.org>",
                "Zoé <zoe@example.org>",
                "zoe@example.org (comment)",
                "\"zoe x\"@example.org",
                "@relay.example:zoe@example.org",
                "zoe@exam ple.org",
                "zoe @example.org",
                "zoe..x@example.org",
                ".zoe@example.org",
                "zoe@example..org",
                "zoe@[127.0.0.1]",
                "zoe@-example.org",
                "zoe@exam_ple.org",
                "zoe\uD800@example.org",
                "zoe@example.org\u0000",
                "zoe\u202E@example.org",
                "a@b@example.org",
                "group:zoe@example.org;",
                "zoe@127.0.0.1",
                "zoe@example.123",
                "zoe@2130706433",
                "zoe@straße.example",
                "zoe@example\u3002org",
                "zoe@example\uFF0Eorg",
                "zoe@exam\u200Dple.org",
                "zoe@\u0430\u0000.org",
                "zoe@xn--\u00E9.org"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(MailAddress.parse(text)).isEmpty();
    }

    @Test
    void anAddressIsNoLongerThanSmtpAllows() {
        assertThat(MailAddress.parse("x".repeat(64) + "@example.org")).isPresent();
        assertThat(MailAddress.parse("x".repeat(65) + "@example.org")).isEmpty();
        assertThat(MailAddress.parse("x@" + "a.".repeat(126) + "example")).isEmpty();
    }

    @Test
    void itsLengthsAreCountedInOctets() {
        assertThat(MailAddress.parse("é".repeat(32) + "@example.org")).isPresent();
        assertThat(MailAddress.parse("é".repeat(33) + "@example.org")).isEmpty();
    }

    @Test
    void anAddressIsInNoLog() {
        assertThat(MailAddress.parse("zoe@example.org").orElseThrow().toString())
                .doesNotContain("zoe");
    }

    @Test
    void onlyALocalPartBeyondAsciiNeedsSmtpUtf8() {
        assertThat(MailAddress.parse("zoe@café.example").map(MailAddress::needsUtf8))
                .contains(false);
        assertThat(MailAddress.parse("zoé@example.org").map(MailAddress::needsUtf8))
                .contains(true);
    }
}
