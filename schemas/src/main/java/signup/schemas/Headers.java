package signup.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The names of record headers. Values are UTF-8 text. */
public final class Headers {

    /** On requests that wait: the partition of {@code signup.replies} that the waiting instance reads; decimal. */
    public static final String REPLY_PARTITION = "reply-partition";

    /** On requests that wait: the key that the reply to this very request has; a UUID in canonical form. */
    public static final String REPLY_ID = "reply-id";

    /** On requests that wait: when the instance stops waiting; milliseconds since the epoch, decimal. */
    public static final String REPLY_UNTIL = "reply-until";

    /** On records that an operator's replay or backfill emits: the replay's id. */
    public static final String REPLAY_OF = "replay-of";

    /** W3C Trace Context. */
    public static final String TRACEPARENT = "traceparent";

    /** CloudEvents 1.0, Kafka binding, binary mode: the event's id. */
    public static final String CE_ID = "ce_id";

    /** CloudEvents: {@code signup.<Record>.v1}. */
    public static final String CE_TYPE = "ce_type";

    /** CloudEvents: {@code /signup/<service>}. */
    public static final String CE_SOURCE = "ce_source";

    /** CloudEvents: when it was decided; RFC 3339, UTC. */
    public static final String CE_TIME = "ce_time";

    /** CloudEvents: {@code 1.0}. */
    public static final String CE_SPECVERSION = "ce_specversion";

    /** The value's media type. */
    public static final String CONTENT_TYPE = "content-type";

    private Headers() {}

    /** The last header of that name as text; null when there is none. */
    public static @Nullable String text(org.apache.kafka.common.header.Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Header text as bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
