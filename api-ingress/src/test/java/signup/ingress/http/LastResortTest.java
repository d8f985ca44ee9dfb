package signup.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import signup.ingress.dialect.Dialects;
import signup.schemas.tokens.KeysUnavailableException;

class LastResortTest {

    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl";
    private static final String ADDRESS = "zoe@example.org";

    private final LastResort lastResort =
            new LastResort(new ErrorAnswers(new Dialects(List.of())), Duration.ofSeconds(2));
    private final Logger logger = (Logger) LoggerFactory.getLogger(LastResort.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    @Test
    void aFailureIsLoggedWithItsPlaceAndWithNothingThatWasSent() {
        IllegalStateException cause = new IllegalStateException("no such user: " + ADDRESS);
        RuntimeException failure = new RuntimeException("GET /links/" + TOKEN, cause);
        failure.addSuppressed(new IllegalStateException("checkpoint: HTTP GET /links/" + TOKEN));

        assertThat(statusAfter(failure)).isEqualTo(500);

        assertThat(logged())
                .contains("java.lang.RuntimeException")
                .contains("LastResortTest")
                .doesNotContain(TOKEN)
                .doesNotContain(ADDRESS);
    }

    @Test
    void whateverElseFailsSaysNothingOfItEither() {
        assertThat(statusAfter(new ResponseStatusException(HttpStatus.NOT_FOUND, "no static resource links/" + TOKEN)))
                .isEqualTo(404);
        assertThat(statusAfter(new IOException("Broken pipe /links/" + TOKEN))).isEqualTo(500);

        assertThat(logged()).doesNotContain(TOKEN);
    }

    @Test
    void keysThatCannotBeHadAreNamed() {
        assertThat(statusAfter(new KeysUnavailableException(new IOException("connection refused"))))
                .isEqualTo(503);

        assertThat(logged()).contains("Tokens cannot be checked").contains("connection refused");
    }

    private int statusAfter(Throwable failure) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/links/" + TOKEN));
        lastResort.handle(exchange, failure).block();
        assertThat(exchange.getResponse().getHeaders().getCacheControl()).isEqualTo("no-store");
        return exchange.getResponse().getStatusCode().value();
    }

    private String logged() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : appender.list) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
