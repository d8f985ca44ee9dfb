package signup.registration;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.MessageListenerContainer;
import signup.events.CredentialRequested;
import signup.local.fixture.Fixture;
import signup.schemas.Topics;

/** What the gauges say while passwords gather before hashing, which waits for signups. */
class BacklogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void passwordsThatGatherWhileHashingIsPausedAreCountedAndGrowOld() {
        try (Pipeline pipeline = Pipeline.started("signup.credential.argon2.memory=1MB")) {
            MessageListenerContainer hashing =
                    pipeline.worker().getBean("credentialContainer", MessageListenerContainer.class);
            await().atMost(PATIENCE).until(() -> gauge(pipeline, "signup.backlog") == 0);
            hashing.pause();
            await().atMost(PATIENCE).until(hashing::isContainerPaused);

            for (int partition = 0; partition < 3; partition++) {
                pipeline.send(Topics.CREDENTIAL_REQUESTED, partition, password(), Map.of());
            }

            await().atMost(PATIENCE).until(() -> gauge(pipeline, "signup.backlog") == 3);
            await().atMost(PATIENCE).until(() -> gauge(pipeline, "signup.lag") > 1);

            hashing.resume();

            await().atMost(PATIENCE).until(() -> gauge(pipeline, "signup.backlog") == 0);
            await().atMost(PATIENCE).until(() -> gauge(pipeline, "signup.lag") == 0);
        }
    }

    private static double gauge(Pipeline pipeline, String name) {
        return pipeline.worker()
                .getBean(MeterRegistry.class)
                .get(name)
                .tag("topic", Topics.CREDENTIAL_REQUESTED)
                .gauge()
                .value();
    }

    /** Of nobody: it is dead-lettered when its turn comes. */
    private static CredentialRequested password() {
        UUID cause = UUID.randomUUID();
        return new CredentialRequested(
                UUID.randomUUID(),
                Instant.now(),
                UUID.randomUUID(),
                cause,
                Instant.now(),
                SealedPasswords.seal(Fixture.keys(), "correct horse", cause));
    }
}
