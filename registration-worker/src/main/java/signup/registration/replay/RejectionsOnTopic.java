package signup.registration.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import signup.events.SignupRejected;
import signup.registration.application.EarlierRejections;
import signup.registration.kafka.EventCodec;
import signup.registration.kafka.SignupEvents;
import signup.registration.kafka.UndecodableException;
import signup.registration.model.Violation;
import signup.schemas.Topics;

/**
 * The rejections that {@code signup.rejected} still has, in memory (some 200 bytes each). All of them, whatever is replayed:
 * a client may repeat a request long after its signup was rejected, and it then stands in the range without what it was
 * rejected for.
 */
final class RejectionsOnTopic implements EarlierRejections {

    private final Map<UUID, Rejection> rejections = new HashMap<>();
    private final Map<List<Violation>, List<Violation>> shared = new HashMap<>();
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

    /** Reads the topic to its end. */
    static RejectionsOnTopic read(Consumer<byte[], byte[]> consumer, EventCodec codec, Stop stop) {
        RejectionsOnTopic loaded = new RejectionsOnTopic();
        TopicRange.of(consumer, Topics.SIGNUP_REJECTED, null, null)
                .read(consumer, stop, records -> records.forEach(record -> loaded.add(record, codec)));
        return loaded;
    }

    private void add(ConsumerRecord<byte[], byte[]> record, EventCodec codec) {
        try {
            SignupRejected event = codec.decode(record, SignupRejected.class);
            List<Violation> violations = List.copyOf(SignupEvents.violations(event));
            if (!violations.isEmpty()) {
                violations = shared.computeIfAbsent(violations, same -> same);
                rejections.putIfAbsent(event.getSignupId(), new Rejection(violations, event.getOccurredAt()));
            }
        } catch (UndecodableException notOurs) {
            // Whatever lies there rejects no signup that we could name.
        }
    }

    @Override
    public Optional<Rejection> of(UUID signupId) {
        Rejection rejection = rejections.get(signupId);
        if (rejection != null) {
            asked.add(signupId);
        }
        return Optional.ofNullable(rejection);
    }

    /** How many of them kept a signup rejected. */
    int used() {
        return asked.size();
    }
}
