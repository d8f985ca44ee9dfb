package signup.ingress.activation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.events.ActivationRefusal;
import signup.events.ActivationRequested;
import signup.events.ReplyKind;
import signup.events.SignupReply;
import signup.ingress.acceptance.Reply;
import signup.ingress.acceptance.Requests;

/** Requests in memory, answered as a test says. */
final class RecordedRequests implements Requests {

    private final List<Request> asked = new ArrayList<>();
    private Reply reply = Reply.PENDING;

    List<Request> asked() {
        return asked;
    }

    ActivationRequested lastEvent() {
        return (ActivationRequested) asked.get(asked.size() - 1).value();
    }

    void answerActivated(@Nullable String nextUrl) {
        reply = answered(ReplyKind.ACTIVATED, null, nextUrl);
    }

    void answerRefused(ActivationRefusal refusal) {
        reply = answered(ReplyKind.ACTIVATION_REFUSED, refusal, null);
    }

    void answer(Reply reply) {
        this.reply = reply;
    }

    @Override
    public Mono<Reply> ask(Request request) {
        return Mono.fromSupplier(() -> {
            asked.add(request);
            return reply;
        });
    }

    private static Reply answered(ReplyKind kind, @Nullable ActivationRefusal refusal, @Nullable String nextUrl) {
        return new Reply.Answered(new SignupReply(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                UUID.randomUUID(),
                kind,
                null,
                List.of(),
                refusal,
                nextUrl));
    }
}
