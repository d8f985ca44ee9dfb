package signup.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import signup.events.ReplyKind;
import signup.events.SignupReply;
import signup.ingress.acceptance.Reply;

class PendingRepliesTest {

    private final PendingReplies pending = new PendingReplies(2);
    private final List<UUID> ids = new ArrayList<>();

    @Test
    void eachWaiterGetsItsOwnReplyAndLeaves() {
        StepVerifier.create(Mono.zip(waiting(), waiting()))
                .then(() -> assertThat(pending.count()).isEqualTo(2))
                .then(() -> pending.deliver(ids.get(0), reply(ReplyKind.CREATED)))
                .then(() -> pending.deliver(ids.get(1), reply(ReplyKind.IDEMPOTENCY_CONFLICT)))
                .assertNext(both -> {
                    assertThat(kind(both.getT1())).isEqualTo(ReplyKind.CREATED);
                    assertThat(kind(both.getT2())).isEqualTo(ReplyKind.IDEMPOTENCY_CONFLICT);
                })
                .verifyComplete();

        assertThat(pending.count()).isZero();
        assertThat(pending.isAwaited(ids.get(0))).isFalse();
    }

    @Test
    void whoGivesUpLeavesTheOthersWaiting() {
        StepVerifier.create(waiting())
                .then(() ->
                        waiting().timeout(Duration.ofMillis(1), Mono.empty()).block())
                .then(() -> assertThat(pending.count()).isEqualTo(1))
                .then(() -> pending.deliver(ids.get(0), reply(ReplyKind.CREATED)))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void aReplyThatNobodyWaitsForIsDropped() {
        UUID nobodys = new UUID(1, 1);
        pending.deliver(nobodys, reply(ReplyKind.CREATED));

        assertThat(pending.isAwaited(nobodys)).isFalse();
    }

    @Test
    void noMoreWaitThanTheBound() {
        waiting().subscribe();
        waiting().subscribe();

        StepVerifier.create(waiting()).expectNext(Reply.UNAVAILABLE).verifyComplete();
        assertThat(pending.count()).isEqualTo(2);
        assertThat(pending.turnedAway()).isEqualTo(1);
    }

    private Mono<Reply> waiting() {
        return Mono.create(sink -> pending.await(sink)
                .ifPresentOrElse(
                        id -> {
                            ids.add(id);
                            sink.onDispose(() -> pending.leave(id));
                        },
                        () -> sink.success(Reply.UNAVAILABLE)));
    }

    private static ReplyKind kind(Reply reply) {
        return ((Reply.Answered) reply).reply().getKind();
    }

    private static SignupReply reply(ReplyKind kind) {
        UUID id = new UUID(1, 1);
        return new SignupReply(id, Instant.EPOCH, id, kind, null, List.of(), null, null);
    }
}
