package signup.schemas;

import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * The headers by which a public event is a CloudEvent: CloudEvents 1.0, Kafka protocol binding, binary content mode.
 *
 * @param id the event's id, the same however often it is sent
 * @param type {@code signup.<Record>.v1}
 * @param source {@code /signup/<service>}
 * @param time when it was decided
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">
 *     CloudEvents: Kafka protocol binding</a>
 */
public record CloudEventHeaders(UUID id, String type, String source, Instant time) {

    private static final byte[] SPECVERSION = Headers.bytes("1.0");
    private static final byte[] AVRO = Headers.bytes("application/avro");

    /** The headers of an event that {@code service} (such as {@code registration-worker}) emits. */
    public static CloudEventHeaders of(Class<? extends SpecificRecord> event, UUID id, String service, Instant time) {
        return new CloudEventHeaders(id, "signup." + event.getSimpleName() + ".v1", "/signup/" + service, time);
    }

    /** Adds them to a record's headers. */
    public void addTo(org.apache.kafka.common.header.Headers headers) {
        headers.add(Headers.CE_SPECVERSION, SPECVERSION)
                .add(Headers.CE_ID, Headers.bytes(id.toString()))
                .add(Headers.CE_TYPE, Headers.bytes(type))
                .add(Headers.CE_SOURCE, Headers.bytes(source))
                .add(Headers.CE_TIME, Headers.bytes(time.toString()))
                .add(Headers.CONTENT_TYPE, AVRO);
    }
}
