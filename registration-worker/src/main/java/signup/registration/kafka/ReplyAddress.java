package signup.registration.kafka;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer is awaited.
 *
 * @param partition the partition of {@code signup.replies} that the waiting instance reads
 * @param id which of the requests that wait there it is for; null when the request does not say
 * @param untilMillis until when it waits, since the epoch
 */
record ReplyAddress(int partition, @Nullable String id, long untilMillis) {

    /** The address in a request's headers; none when they name none or name it badly. */
    static Optional<ReplyAddress> of(Headers headers) {
        long partition = number(signup.schemas.Headers.text(headers, signup.schemas.Headers.REPLY_PARTITION));
        long until = number(signup.schemas.Headers.text(headers, signup.schemas.Headers.REPLY_UNTIL));
        return partition < 0 || partition > Integer.MAX_VALUE || until < 0
                ? Optional.empty()
                : Optional.of(new ReplyAddress(
                        (int) partition, signup.schemas.Headers.text(headers, signup.schemas.Headers.REPLY_ID), until));
    }

    boolean awaitsAt(Instant now) {
        return now.toEpochMilli() <= untilMillis;
    }

    private static long number(@Nullable String text) {
        if (text == null
                || text.isEmpty()
                || text.length() > 18
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }
}
