package signup.ingress.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Acceptance and its bounds.
 *
 * @param replyTimeout how long an exchange is kept open for the decision; default 5 s. Known clients give up at 10 s:
 *     stay below.
 * @param retryAfter what {@code Retry-After} says on 202 and 503; default 2 s
 * @param maxOpenExchanges how many exchanges may wait for a decision at once; beyond it the answer is 202 as soon as
 *     Kafka has the signup; default 20,000, some 10 KiB of heap each
 * @param maxBody the longest request body; default 1 MiB
 * @param maxBodies how much request bodies may hold in all while they come; those of up to 16 KiB are not counted. Beyond
 *     it the answer is 503. Default 64 MiB; it is memory outside of the heap, which a JVM gives as much of as of heap
 */
public record AcceptanceSettings(
        @DefaultValue("5s") Duration replyTimeout,
        @DefaultValue("2s") Duration retryAfter,
        @DefaultValue("20000") int maxOpenExchanges,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize maxBodies) {

    public AcceptanceSettings {
        if (maxBodies.compareTo(maxBody) < 0) {
            throw new IllegalArgumentException("signup.ingress.max-bodies is at least signup.ingress.max-body");
        }
    }
}
