package signup.notification.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import signup.events.MailRequested;
import signup.events.UserCreated;
import signup.notification.application.MailMetrics;
import signup.notification.application.RecordingOwedMails;
import signup.notification.application.RecordingOwedMails.Received;
import signup.notification.kafka.OwedMailMapper.Meaning;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.serde.ConfiguredSerde;

/**
 * Takes batches of events into the ledger; offsets are committed when that has them. What fails for want of database or
 * registry throws, and the batch comes again. What no retry can read is left out, counted and logged: these topics are
 * public, their records stay in Kafka for whoever looks into it.
 */
final class OwedMailListener {

    static final String ID = "owed-mails";

    private static final Logger log = LoggerFactory.getLogger(OwedMailListener.class);

    private final Deserializer<?> decoder;
    private final RecordingOwedMails recording;
    private final MailMetrics metrics;

    OwedMailListener(Deserializer<?> decoder, RecordingOwedMails recording, MailMetrics metrics) {
        this.decoder = decoder;
        this.recording = recording;
        this.metrics = metrics;
    }

    @KafkaListener(
            id = ID,
            idIsGroup = false,
            autoStartup = "false",
            topics = {Topics.USER_CREATED, Topics.MAIL_REQUESTED})
    void receive(List<ConsumerRecord<String, byte[]>> records) {
        List<Received> owed = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            Meaning meaning = meaning(record);
            if (meaning instanceof Meaning.Owes owes) {
                owed.add(new Received(owes.mail(), record.headers().lastHeader(Headers.REPLAY_OF) != null));
            } else if (meaning instanceof Meaning.CannotBeSent cannot) {
                metrics.withheld(cannot.reason());
                log.warn(
                        "{}-{}@{} left out: {} {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        cannot.reason(),
                        cannot.detail());
            }
        }
        recording.record(owed);
    }

    private Meaning meaning(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return new Meaning.OwesNothing();
        }
        String traceparent = Headers.text(record.headers(), Headers.TRACEPARENT);
        try {
            Object event = decoder.deserialize(record.topic(), record.value());
            if (event instanceof UserCreated created) {
                return OwedMailMapper.meaning(created, traceparent);
            }
            return event instanceof MailRequested requested
                    ? OwedMailMapper.meaning(requested, traceparent)
                    : new Meaning.CannotBeSent("unexpected-event");
        } catch (SerializationException e) {
            if (ConfiguredSerde.isRetriable(e)) {
                throw e;
            }
            return new Meaning.CannotBeSent("undecodable", String.valueOf(e.getMessage()));
        }
    }
}
