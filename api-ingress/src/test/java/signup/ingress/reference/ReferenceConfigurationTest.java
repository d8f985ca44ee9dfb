package signup.ingress.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;
import signup.ingress.settings.Settings;

class ReferenceConfigurationTest {

    @ParameterizedTest
    @CsvSource({"/docs", "/docs/assets/docs.js", "/openapi.json"})
    void whatIsSwitchedOffIsNotThere(String path) {
        assertThat(isServed(path, "true")).isTrue();
        assertThat(isServed(path, "false")).isFalse();
    }

    private static boolean isServed(String path, String enabled) {
        ServerRequest request =
                ServerRequest.create(MockServerWebExchange.from(MockServerHttpRequest.get(path)), List.of());
        return new ReferenceConfiguration()
                .apiReference(Settings.of("docs.enabled", enabled))
                .route(request)
                .hasElement()
                .block();
    }
}
