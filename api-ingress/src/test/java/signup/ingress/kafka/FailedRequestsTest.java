package signup.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import signup.events.ActivationRequested;
import signup.events.MailPurpose;
import signup.ingress.acceptance.Requests.Request;
import signup.ingress.acceptance.Requests.Waiting;

class FailedRequestsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(FailedRequests.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private long now = -5;
    private final FailedRequests failed = new FailedRequests(() -> now);

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(appender);
    }

    @Test
    void anOutageIsALineASecondWithTheNumber() {
        for (int i = 0; i < 1_000; i++) {
            fail();
        }
        assertThat(appender.list).hasSize(1);

        now += TimeUnit.SECONDS.toNanos(1);
        fail();
        assertThat(appender.list).hasSize(2);
        assertThat(appender.list.get(1).getFormattedMessage()).contains("1000").contains("TimeoutException");
    }

    private void fail() {
        UUID id = new UUID(1, 1);
        ActivationRequested event =
                new ActivationRequested(id, Instant.EPOCH, id, id, MailPurpose.CONFIRMATION, id, null, null);
        failed.add(
                new Request("activation.requested", "", event, id, Waiting.IF_POSSIBLE, null),
                new TimeoutException("expired"));
    }
}
