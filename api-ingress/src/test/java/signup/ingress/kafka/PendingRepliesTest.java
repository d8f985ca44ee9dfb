package signup.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import signup.events.ReplyKind;
import signup.events.SignupReply;
import signup.ingress.acceptance.Reply;

class PendingRepliesTest {

    private static final UUID ID = new UUID(1, 1);

    private final PendingReplies pending = new PendingReplies(2);

    @Test
    void everyWaiterGetsItsReplyAndLeaves() {
        StepVerifier.create(Mono.zip(waiting(ID), waiting(ID)))
                .then(() -> assertThat(pending.count()).isEqualTo(2))
                .then(() -> pending.deliver(ID, reply(ID)))
                .assertNext(both -> assertThat(both.getT1()).isEqualTo(both.getT2()))
                .verifyComplete();

        assertThat(pending.count()).isZero();
        assertThat(pending.isAwaited(ID)).isFalse();
    }

    @Test
    void whoGivesUpLeavesTheOthersWaiting() {
        StepVerifier.create(waiting(ID))
                .then(() ->
                        waiting(ID).timeout(Duration.ofMillis(1), Mono.empty()).block())
                .then(() -> assertThat(pending.count()).isEqualTo(1))
                .then(() -> pending.deliver(ID, reply(ID)))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void aReplyThatNobodyWaitsForIsDropped() {
        pending.deliver(ID, reply(ID));

        assertThat(pending.isAwaited(ID)).isFalse();
    }

    @Test
    void noMoreWaitThanTheBound() {
        waiting(ID).subscribe();
        waiting(new UUID(2, 2)).subscribe();

        StepVerifier.create(waiting(new UUID(3, 3)))
                .expectNext(Reply.UNAVAILABLE)
                .verifyComplete();
        assertThat(pending.count()).isEqualTo(2);
    }

    private Mono<Reply> waiting(UUID id) {
        return Mono.create(sink -> {
            if (!pending.await(id, sink)) {
                sink.success(Reply.UNAVAILABLE);
            }
        });
    }

    private static SignupReply reply(UUID id) {
        return new SignupReply(id, Instant.EPOCH, id, ReplyKind.REJECTED, null, List.of(), null, null);
    }
}
