package signup.registration.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureUrlTest {

    private static final Set<Integer> PORTS = Set.of(80, 443);

    @Test
    void aUrlIsTakenApart() {
        PictureUrl url = PictureUrl.of("HTTPS://Pictures.Example/a%20b/é.png?size=2&x=%2F#top", PORTS);
        assertThat(url.secure()).isTrue();
        assertThat(url.host()).isEqualTo("pictures.example");
        assertThat(url.port()).isEqualTo(443);
        assertThat(url.authority()).isEqualTo("pictures.example");
        assertThat(url.path()).isEqualTo("/a%20b/%C3%A9.png?size=2&x=%2F");
        assertThat(url.address()).isEmpty();
        assertThat(PictureUrl.of("http://pictures.example:443", PORTS).authority())
                .isEqualTo("pictures.example:443");
    }

    @Test
    void addressesAreReadInTheirUsualFormOnly() {
        assertThat(PictureUrl.of("http://127.0.0.1/", PORTS).address()).contains(new byte[] {127, 0, 0, 1});
        assertThat(PictureUrl.of("http://[::ffff:127.0.0.1]/", PORTS).address().orElseThrow())
                .hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pictures.example/1.png",
                "//pictures.example/1.png",
                "ftp://pictures.example/1.png",
                "file:///etc/passwd",
                "data:image/png;base64,AAAA",
                "gopher://pictures.example/",
                "http:///1.png",
                "http://user@pictures.example/",
                "http://user:word@pictures.example/",
                "http://pictures.example:22/",
                "http://pictures.example:0/",
                "http://pictures.example:99999/",
                "http://pictures.example\\@127.0.0.1/",
                "http://pictures.example /",
                "http://pictures.example/a\r\nHost: b",
                "http://2130706433/",
                "http://017700000001/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.1./",
                "http://127.0.0.0x1/",
                "http://256.0.0.1/",
                "http://①②⑦.⓪.⓪.①/",
                "http://[fe80::1%25eth0]/",
                "http://[::1/",
                "http://[127.0.0.1]x/",
                "http://-a.example/",
                "http://a..example/",
                "http://a_b.example/",
                "http://pictures.exa%6dple/"
            })
    void whatIsNoPlainUrlIsNotAsked(String text) {
        assertThatThrownBy(() -> PictureUrl.of(text, PORTS))
                .isInstanceOfSatisfying(
                        AvatarFailedException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(AvatarFailure.FORBIDDEN_URL));
    }

    @Test
    void aRedirectLeadsToAUrlByTheSameRules() {
        PictureUrl url = PictureUrl.of("https://pictures.example/a/b.png?x=1", PORTS);
        assertThat(url.redirectedTo("c.png", PORTS).path()).isEqualTo("/a/c.png");
        assertThat(url.redirectedTo("/c.png?y", PORTS).path()).isEqualTo("/c.png?y");
        assertThat(url.redirectedTo("//other.example/d", PORTS).host()).isEqualTo("other.example");
        assertThatThrownBy(() -> url.redirectedTo("file:///etc/passwd", PORTS))
                .isInstanceOf(AvatarFailedException.class);
        assertThatThrownBy(() -> url.redirectedTo("//0177.0.0.1/", PORTS)).isInstanceOf(AvatarFailedException.class);
    }
}
