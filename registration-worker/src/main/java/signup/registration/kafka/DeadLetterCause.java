package signup.registration.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Why a record lies in a dead-letter topic. Its headers tell that and where it came from, and hold no personal data: the
 * cause is one of a fixed set of words.
 */
public enum DeadLetterCause {
    /** The bytes are no event of the topic's type. */
    UNDECODABLE,
    /** The database refuses to keep it; the signup is decided as rejected, {@code INTERNAL}. */
    UNSTORABLE,
    /** The sealed password cannot be opened: unknown key, other associated data, or tampered with. */
    UNOPENABLE,
    /** It is an event, but makes no sense. */
    SENSELESS,
    /** There is no such user. */
    USER_UNKNOWN;

    public static final String CAUSE = "dead-letter-cause";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";

    /** On a letter that is too large for its topic: how many bytes the value had that was left out, with its headers. */
    public static final String OMITTED_BYTES = "dead-letter-omitted-bytes";

    void writeTo(Headers headers, ConsumerRecord<byte[], byte[]> source) {
        headers.add(CAUSE, signup.schemas.Headers.bytes(name()))
                .add(TOPIC, signup.schemas.Headers.bytes(source.topic()))
                .add(PARTITION, signup.schemas.Headers.bytes(String.valueOf(source.partition())))
                .add(OFFSET, signup.schemas.Headers.bytes(String.valueOf(source.offset())));
    }
}
