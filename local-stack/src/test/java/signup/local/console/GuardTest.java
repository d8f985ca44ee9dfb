package signup.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8025", "127.0.0.1:8025", "[::1]:8025", "LOCALHOST:8025"})
    void loopbackNamesAreLetIn(String host) {
        assertThat(Guard.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:8025", "127.0.0.1.evil.example", "192.168.0.7", ""})
    void otherNamesAreNot(String host) {
        assertThat(Guard.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://localhost:8025", "http://localhost:3000"})
    void otherSitesPagesAreNotLetIn(String origin) {
        assertThat(Guard.isOwn(origin, "localhost:8025")).isFalse();
    }
}
