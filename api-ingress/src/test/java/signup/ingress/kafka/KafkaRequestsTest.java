package signup.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.HashedWheelTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import signup.events.ActivationRequested;
import signup.events.MailPurpose;
import signup.ingress.acceptance.Reply;
import signup.ingress.acceptance.Requests.Request;
import signup.ingress.acceptance.Requests.Waiting;
import signup.schemas.Topics;

class KafkaRequestsTest {

    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(100);
    private static final int MOST = 10;
    private static final TopicPartition REPLIES = new TopicPartition(Topics.SIGNUP_REPLIES, 0);

    private final MockProducer<String, Object> producer =
            new MockProducer<>(Cluster.empty(), false, null, new StringSerializer(), (topic, value) -> new byte[0]);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
    private final PendingReplies pending = new PendingReplies(MOST);
    private final ReplyListener listener = new ReplyListener(() -> consumer, (topic, bytes) -> bytes, pending);
    private final HashedWheelTimer deadlines = new HashedWheelTimer(10, TimeUnit.MILLISECONDS);
    private boolean prepared = true;
    private final KafkaRequests requests =
            new KafkaRequests(producer, listener, pending, () -> prepared, REPLY_TIMEOUT, deadlines, Clock.systemUTC());

    @BeforeEach
    void listen() {
        Node node = new Node(0, "broker", 9092);
        consumer.updatePartitions(
                REPLIES.topic(),
                List.of(new PartitionInfo(REPLIES.topic(), 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateEndOffsets(Map.of(REPLIES, 0L));
        Thread thread = new Thread(listener, "replies");
        thread.setDaemon(true);
        thread.start();
        Awaitility.await().until(() -> listener.partition().isPresent());
    }

    @AfterEach
    void stop() {
        listener.stop();
        deadlines.stop();
    }

    @ParameterizedTest
    @EnumSource(Waiting.class)
    void whatIsNotAcknowledgedWhenTheTimeIsOverIsNotPromised(Waiting waiting) {
        StepVerifier.create(requests.ask(request(waiting)))
                .expectNext(Reply.UNAVAILABLE)
                .verifyComplete();

        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void beforeTheStartIsOverNothingIsSent() {
        prepared = false;
        StepVerifier.create(requests.ask(request(Waiting.IF_POSSIBLE)))
                .expectNext(Reply.UNAVAILABLE)
                .expectComplete()
                .verify(REPLY_TIMEOUT);

        assertThat(producer.history()).isEmpty();
        assertThat(pending.count()).isZero();
    }

    @Test
    void whatIsAcknowledgedAndNotDecidedWhenTheTimeIsOverIsPending() {
        StepVerifier.create(requests.ask(request(Waiting.IF_POSSIBLE)))
                .then(producer::completeNext)
                .expectNext(Reply.PENDING)
                .verifyComplete();
    }

    @Test
    void nobodyIsLeftWaitingAfterTheAnswer() {
        StepVerifier.create(requests.ask(request(Waiting.IF_POSSIBLE)))
                .then(() -> assertThat(pending.count()).isEqualTo(1))
                .expectNextCount(1)
                .verifyComplete();

        Awaitility.await().until(() -> pending.count() == 0 && deadlines.pendingTimeouts() == 0);
    }

    @Test
    void whoGoesAwayLeavesNothingBehind() {
        StepVerifier.create(requests.ask(request(Waiting.IF_POSSIBLE)))
                .then(() -> assertThat(deadlines.pendingTimeouts()).isEqualTo(1))
                .thenCancel()
                .verify();

        assertThat(pending.count()).isZero();
        Awaitility.await().until(() -> deadlines.pendingTimeouts() == 0);
    }

    @Test
    void whoDoesNotWaitHearsAtTheAcknowledgement() {
        StepVerifier.create(requests.ask(request(Waiting.NO)))
                .then(producer::completeNext)
                .expectNext(Reply.PENDING)
                .expectComplete()
                .verify(REPLY_TIMEOUT);
    }

    @Test
    void whatIsNothingWithoutItsReplyIsNotSentWhenNoReplyCouldCome() {
        Flux.range(0, MOST)
                .flatMap(i -> requests.ask(request(Waiting.IF_POSSIBLE)))
                .subscribe();
        assertThat(pending.count()).isEqualTo(MOST);

        StepVerifier.create(requests.ask(request(Waiting.OR_NOT_AT_ALL)))
                .expectNext(Reply.UNAVAILABLE)
                .expectComplete()
                .verify(REPLY_TIMEOUT);

        assertThat(producer.history()).hasSize(MOST);
        Awaitility.await().until(() -> pending.count() == 0 && deadlines.pendingTimeouts() == 0);
    }

    private static Request request(Waiting waiting) {
        UUID id = UUID.randomUUID();
        ActivationRequested event = new ActivationRequested(
                UUID.randomUUID(),
                Instant.EPOCH,
                id,
                UUID.randomUUID(),
                MailPurpose.CONFIRMATION,
                UUID.randomUUID(),
                null,
                null);
        return new Request(Topics.ACTIVATION_REQUESTED, id.toString(), event, id, waiting, null);
    }
}
