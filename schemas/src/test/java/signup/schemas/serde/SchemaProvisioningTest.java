package signup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import signup.schemas.Topics;

class SchemaProvisioningTest {

    private final LocalRegistry registry = new LocalRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(SchemaProvisioning.class)).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(SchemaProvisioning.class)).detachAppender(log);
        registry.close();
    }

    @Test
    void everySchemaIsRegisteredUnderItsSubject() {
        provisioning(true, Duration.ofSeconds(10)).provide(Topics.ALL);

        assertThat(registry.calls())
                .containsExactlyElementsOf(Topics.ALL.stream()
                        .filter(topic -> topic.schema() != null)
                        .map(topic -> "POST /subjects/" + topic.subject() + "/versions")
                        .toList());
    }

    @Test
    void afterItNoSerializerAsks() {
        provisioning(true, Duration.ofSeconds(10)).provide(Topics.ALL);
        registry.close();
        ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
        serializer.configure(settings(true), false);

        serializer.warmUp(Topics.ALL);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsAskedAgain() {
        registry.answersAlways(503, "{}");

        CompletableFuture<Void> start = CompletableFuture.runAsync(
                () -> provisioning(true, Duration.ofSeconds(30)).provide(Topics.ALL));
        await().until(() -> log.list.size() == 1);
        registry.works();

        assertThat(start).succeedsWithin(Duration.ofSeconds(10));
        assertThat(log.list.get(0).getFormattedMessage())
                .matches("The schema registry at " + registry.url()
                        + " does not answer: HTTP 503; trying again in 0\\.5 s, for (29|30) s at most");
    }

    @Test
    void inTheEndItGivesUp() {
        registry.answersAlways(503, "{}");

        assertThatThrownBy(() -> provisioning(true, Duration.ofMillis(1_400)).provide(Topics.ALL))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageMatching("The schema registry at .* does not answer: HTTP 503; given up after 1\\.4 s");
        assertThat(log.list).isNotEmpty();
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        assertThatThrownBy(() -> provisioning(false, Duration.ofSeconds(10)).provide(Topics.ALL))
                .isInstanceOf(SchemaRefusedException.class);
        assertThat(registry.calls()).hasSize(1);
    }

    private SchemaProvisioning provisioning(boolean register, Duration atMost) {
        return new SchemaProvisioning(settings(register), atMost);
    }

    private Map<String, ?> settings(boolean register) {
        return Map.of(SerdeConfig.URL, registry.url(), SerdeConfig.AUTO_REGISTER, register);
    }
}
