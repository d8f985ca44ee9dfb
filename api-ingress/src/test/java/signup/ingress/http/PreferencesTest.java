package signup.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "respond-async",
                "Respond-Async",
                "  respond-async  ",
                "respond-async, wait=10",
                "wait=10,respond-async",
                "handling=lenient , respond-async; foo=\"bar\"",
                "respond-async=",
                "respond-async=\"\"",
                "foo=\"a, b\", respond-async",
                "foo=\"a \\\", b\", respond-async",
                ",,respond-async,"
            })
    void whoPrefersNotToWaitIsHeard(String header) {
        assertThat(Preferences.respondAsync(List.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wait=10",
                "return=minimal",
                "respond-asynchronously",
                "x-respond-async",
                "return=respond-async",
                "respond-async=never",
                "foo; respond-async",
                "foo=\"respond-async\"",
                "foo=\"a, respond-async, b\"",
                "foo=\"a \\\", respond-async\"",
                "foo=\"never closed, respond-async"
            })
    void nobodyElseIsTakenForOne(String header) {
        assertThat(Preferences.respondAsync(List.of(header))).isFalse();
    }

    @Test
    void thePreferencesOfSeveralHeadersCount() {
        assertThat(Preferences.respondAsync(List.of("wait=5", "RESPOND-ASYNC"))).isTrue();
        assertThat(Preferences.respondAsync(List.of())).isFalse();
    }

    @Test
    void anEndlessHeaderIsNoPreference() {
        assertThat(Preferences.respondAsync(List.of("\"".repeat(100_000) + ", respond-async")))
                .isFalse();
    }
}
