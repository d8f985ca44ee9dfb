package signup.registration.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import signup.events.SignupReply;
import signup.schemas.CloudEventHeaders;
import signup.schemas.Topics;

/** What goes out for one batch, in this order and in one transaction. */
public final class Outgoing {

    private static final int LONGEST_TRACE = 128;

    private static final String SERVICE = "registration-worker";

    private final EventCodec codec;
    private final ListenerMetrics metrics;
    private final Clock clock;
    private final @Nullable String replayOf;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

    Outgoing(EventCodec codec, ListenerMetrics metrics, Clock clock) {
        this(codec, metrics, clock, null);
    }

    private Outgoing(EventCodec codec, ListenerMetrics metrics, Clock clock, @Nullable String replayOf) {
        this.codec = codec;
        this.metrics = metrics;
        this.clock = clock;
        this.replayOf = replayOf;
    }

    /** What goes out in a replay or backfill: marked with its id, and no answers, because nobody waits for them. */
    public static Outgoing ofReplay(EventCodec codec, ListenerMetrics metrics, Clock clock, String replayId) {
        return new Outgoing(codec, metrics, clock, replayId);
    }

    /** An event for everybody. */
    public void publish(String topic, UUID key, SpecificRecord event, UUID eventId, Instant at, Headers cause) {
        ProducerRecord<byte[], byte[]> record = add(topic, null, key.toString(), event, cause);
        CloudEventHeaders.of(event.getClass(), eventId, SERVICE, at).addTo(record.headers());
    }

    /** An event for ourselves. */
    public void pass(String topic, UUID key, SpecificRecord event, Headers cause) {
        add(topic, null, key.toString(), event, cause);
    }

    /** An answer, made only if somebody still waits for it. */
    public void reply(Headers cause, Supplier<SignupReply> answer) {
        if (replayOf != null) {
            return;
        }
        ReplyAddress.of(cause)
                .filter(address -> address.awaitsAt(clock.instant()))
                .ifPresent(address -> {
                    SignupReply reply = answer.get();
                    String key = Objects.requireNonNullElseGet(address.id(), reply.getCorrelationId()::toString);
                    add(Topics.SIGNUP_REPLIES, address.partition(), key, reply, cause);
                });
    }

    /** The record as it came, for people to look at. Kafka chooses the partition: there may be fewer than at the source. */
    public void deadLetter(ConsumerRecord<byte[], byte[]> source, DeadLetterCause cause) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                source.topic() + Topics.DEAD_LETTER_SUFFIX, null, source.key(), source.value(), source.headers());
        cause.writeTo(letter.headers(), source);
        records.add(letter);
        metrics.deadLetter(cause);
    }

    /** What is to go out, so far. */
    public List<ProducerRecord<byte[], byte[]>> records() {
        return records;
    }

    private ProducerRecord<byte[], byte[]> add(
            String topic, @Nullable Integer partition, String key, SpecificRecord event, Headers cause) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, partition, key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event));
        Header trace = cause.lastHeader(signup.schemas.Headers.TRACEPARENT);
        if (trace != null && trace.value().length <= LONGEST_TRACE) {
            record.headers().add(trace);
        }
        if (replayOf != null) {
            record.headers().add(signup.schemas.Headers.REPLAY_OF, signup.schemas.Headers.bytes(replayOf));
        }
        records.add(record);
        return record;
    }
}
