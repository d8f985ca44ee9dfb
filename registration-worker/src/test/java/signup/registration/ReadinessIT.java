package signup.registration;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import signup.local.fixture.Fixture;
import signup.schemas.Topics;
import signup.schemas.consumers.ConsumersHealth;

/** Ready means that what is asked now is decided now. */
class ReadinessIT {

    @Test
    void aWorkerIsReadyOnceItsGroupHasGivenItItsPartitions() {
        try (Pipeline pipeline = Pipeline.stopped()) {
            try (Consumer<byte[], byte[]> sleeper = memberThatNoLongerPolls()) {
                pipeline.startWorker();
                await().during(Duration.ofSeconds(1))
                        .until(() -> polling(pipeline).equals(Status.DOWN));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> polling(pipeline).equals(Status.UP));
        }
    }

    private static Status polling(Pipeline pipeline) {
        return pipeline.worker()
                .getBean("polling", ConsumersHealth.class)
                .health()
                .getStatus();
    }

    /** While it sleeps, its group waits for it and gives nobody a partition. */
    private static Consumer<byte[], byte[]> memberThatNoLongerPolls() {
        Consumer<byte[], byte[]> member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        Fixture.kafka().bootstrapServers(),
                        "group.id",
                        "signup-registration",
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        member.subscribe(List.of(Topics.SIGNUP_REQUESTED));
        await().until(() -> {
            member.poll(Duration.ofMillis(100));
            return !member.assignment().isEmpty();
        });
        return member;
    }
}
