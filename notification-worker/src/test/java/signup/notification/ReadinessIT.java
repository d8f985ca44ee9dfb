package signup.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import signup.local.fixture.Fixture;
import signup.local.process.FreePort;
import signup.notification.Worker.Setup;
import signup.schemas.Topics;

/** Ready means that the mail of a signup of now is sent now. */
class ReadinessIT {

    private final Setup setup = Setup.withMailServer(FreePort.choose());

    @Test
    void aWorkerIsReadyOnceItsGroupHasGivenItItsPartitions() throws Exception {
        try (Consumer<byte[], byte[]> sleeper = memberThatNoLongerPolls();
                Worker worker = setup.launch()) {
            await().during(Duration.ofSeconds(3)).until(() -> !worker.isReady());
            sleeper.close();
            await().atMost(Duration.ofSeconds(30)).until(worker::isReady);
        }
    }

    @Test
    void aWorkerWithoutKafkaIsAliveAndNotReady() throws Exception {
        Setup withoutKafka = setup.with("spring.kafka.bootstrap-servers", "127.0.0.1:" + FreePort.choose());
        try (Worker worker = withoutKafka.launch()) {
            assertThat(worker.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(worker.isReady()).isFalse();
        }
    }

    @Test
    void aKilledWorkersPartitionsWaitForFifteenSecondsAtMost() {
        try (Worker worker = setup.launch()) {
            assertThat(worker.bean(KafkaProperties.class).buildConsumerProperties())
                    .containsEntry("session.timeout.ms", "15000")
                    .containsEntry("heartbeat.interval.ms", "1000");
        }
    }

    @Test
    void aDatabaseThatIsAwayAtTheStartIsAskedAgain() {
        try (Worker worker = setup.launch()) {
            assertThat(worker.bean(FlywayProperties.class).getConnectRetries()).isEqualTo(5);
        }
    }

    /** While it sleeps, its group waits for it and gives nobody a partition. */
    private Consumer<byte[], byte[]> memberThatNoLongerPolls() {
        Consumer<byte[], byte[]> member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        Fixture.kafka().bootstrapServers(),
                        "group.id",
                        setup.properties().get("spring.kafka.consumer.group-id")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        member.subscribe(List.of(Topics.USER_CREATED));
        await().until(() -> {
            member.poll(Duration.ofMillis(100));
            return !member.assignment().isEmpty();
        });
        return member;
    }
}
