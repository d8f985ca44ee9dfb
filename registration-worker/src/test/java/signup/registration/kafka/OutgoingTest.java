package signup.registration.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import signup.events.ReplyKind;

class OutgoingTest {

    private static final UUID SIGNUP = new UUID(1, 1);

    private final Outgoing outgoing = new Outgoing(
            new EventCodec((topic, event) -> new byte[0], (topic, bytes) -> bytes),
            new ListenerMetrics("signup.requested", new SimpleMeterRegistry()),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void triesOfOneSignupAreAnsweredEachUnderItsOwnKey() {
        reply(waiting().add("reply-id", "one".getBytes(StandardCharsets.UTF_8)));
        reply(waiting().add("reply-id", "two".getBytes(StandardCharsets.UTF_8)));

        assertThat(outgoing.records()).extracting(OutgoingTest::key).containsExactly("one", "two");
    }

    @Test
    void aRequestOfAnEarlierReleaseIsAnsweredUnderItsSignup() {
        reply(waiting());

        assertThat(outgoing.records()).extracting(OutgoingTest::key).containsExactly(SIGNUP.toString());
    }

    @Test
    void nobodyIsAnsweredWhoDoesNotWait() {
        reply(new RecordHeaders());

        assertThat(outgoing.records()).isEmpty();
    }

    private void reply(Headers request) {
        outgoing.reply(request, () -> SignupEvents.reply(SIGNUP, ReplyKind.CREATED, Instant.EPOCH));
    }

    private static Headers waiting() {
        return new RecordHeaders()
                .add("reply-partition", "0".getBytes(StandardCharsets.UTF_8))
                .add("reply-until", "1000".getBytes(StandardCharsets.UTF_8));
    }

    private static String key(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
