package signup.ingress.acceptance;

import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Requests to the registration worker, and its replies. */
public interface Requests {

    /**
     * Publishes a request and, if its caller waits, holds on for the reply, no longer than the reply timeout.
     *
     * <p>Never blocks the caller and never fails: what goes wrong is {@link Reply.Unavailable}. The result may come on
     * any thread.
     */
    Mono<Reply> ask(Request request);

    /** Whether the caller waits for the reply. */
    enum Waiting {
        /** No: it is told as soon as Kafka has the request. */
        NO,
        /** Yes, while replies can be received and not too many wait already; else as with {@code NO}. */
        IF_POSSIBLE,
        /** Yes, and a request whose reply could not be received is not published, but {@link Reply.Unavailable}. */
        OR_NOT_AT_ALL
    }

    /**
     * A request.
     *
     * @param topic where it goes
     * @param key its record key
     * @param value the event
     * @param correlationId what it is about: the reply names it too
     * @param waiting whether a reply is wanted
     * @param traceparent the caller's W3C trace context; null to start one
     */
    record Request(
            String topic,
            String key,
            SpecificRecord value,
            UUID correlationId,
            Waiting waiting,
            @Nullable String traceparent) {

        @Override
        public String toString() {
            return "Request[" + topic + ", " + correlationId + "]";
        }
    }
}
