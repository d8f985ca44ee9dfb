package signup.ingress.acceptance;

import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Requests to the registration worker, and its replies. */
public interface Requests {

    /**
     * Publishes a request and, if it waits, holds on for the reply, no longer than the reply timeout.
     *
     * <p>Never blocks the caller and never fails: what goes wrong is {@link Reply.Unavailable}. The result may come on
     * any thread.
     */
    Mono<Reply> ask(Request request);

    /**
     * A request.
     *
     * @param topic where it goes
     * @param key its record key
     * @param value the event
     * @param correlationId what it is about: the reply names it too
     * @param waits whether a reply is wanted
     * @param traceparent the caller's W3C trace context; null to start one
     */
    record Request(
            String topic,
            String key,
            SpecificRecord value,
            UUID correlationId,
            boolean waits,
            @Nullable String traceparent) {

        @Override
        public String toString() {
            return "Request[" + topic + ", " + correlationId + "]";
        }
    }
}
