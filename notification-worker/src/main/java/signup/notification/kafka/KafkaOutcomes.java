package signup.notification.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.kafka.core.KafkaTemplate;
import signup.events.MailPurpose;
import signup.events.NotificationOutcome;
import signup.events.NotificationState;
import signup.notification.application.OutcomeTopic;
import signup.notification.model.Outcome;
import signup.notification.model.Purpose;
import signup.notification.model.State;
import signup.schemas.CloudEventHeaders;
import signup.schemas.Headers;
import signup.schemas.Topics;

/** Publishes {@code NotificationOutcome} with its CloudEvents headers, keyed by dispatch id. */
final class KafkaOutcomes implements OutcomeTopic {

    private static final String SERVICE = "notification-worker";

    private final KafkaTemplate<String, Object> kafka;
    private final Duration timeout;

    KafkaOutcomes(KafkaTemplate<String, Object> kafka, Duration timeout) {
        this.kafka = kafka;
        this.timeout = timeout;
    }

    @Override
    public void publish(List<Outcome> outcomes) {
        CompletableFuture<?>[] sends =
                outcomes.stream().map(outcome -> kafka.send(record(outcome))).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(sends).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("An outcome was not taken", e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    static ProducerRecord<String, Object> record(Outcome outcome) {
        NotificationOutcome event = event(outcome);
        ProducerRecord<String, Object> record = new ProducerRecord<>(
                Topics.NOTIFICATION_OUTCOMES, outcome.dispatchId().toString(), event);
        CloudEventHeaders.of(NotificationOutcome.class, outcome.eventId(), SERVICE, outcome.decidedAt())
                .addTo(record.headers());
        if (outcome.traceparent() != null) {
            record.headers().add(Headers.TRACEPARENT, Headers.bytes(outcome.traceparent()));
        }
        return record;
    }

    private static NotificationOutcome event(Outcome outcome) {
        return NotificationOutcome.newBuilder()
                .setEventId(outcome.eventId())
                .setOccurredAt(outcome.decidedAt())
                .setDispatchId(outcome.dispatchId())
                .setSub(outcome.sub())
                .setPurpose(purpose(outcome.purpose()))
                .setState(state(outcome.state()))
                .setAttempts(outcome.attempts())
                .setReason(outcome.reason())
                .build();
    }

    private static MailPurpose purpose(Purpose purpose) {
        return switch (purpose) {
            case CONFIRMATION -> MailPurpose.CONFIRMATION;
            case REGISTRATION -> MailPurpose.REGISTRATION;
            case ALREADY_REGISTERED -> MailPurpose.ALREADY_REGISTERED;
        };
    }

    private static NotificationState state(State state) {
        return switch (state) {
            case HANDED_OVER -> NotificationState.HANDED_OVER;
            case FAILED -> NotificationState.FAILED;
            case ABANDONED -> NotificationState.ABANDONED;
            case PENDING -> throw new IllegalArgumentException("A pending mail has no outcome");
        };
    }
}
